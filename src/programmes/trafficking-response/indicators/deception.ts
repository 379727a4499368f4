import { text } from '../../text.ts';
import { asked, medium, strong, unweighted } from './asked.ts';

const deception = asked('deceptiveRecruitment');

/** Deceptive recruitment. */
export const deceptiveRecruitment = [
  deception(
    'DR-01',
    'misledJob',
    strong,
    'DE',
    text(
      'Misled on job, place or employer',
      'Trompé sur l’emploi, le lieu ou l’employeur',
      'Bị lừa về công việc, nơi làm hoặc người thuê',
      'Ditipu soal pekerjaan, tempat, atau majikan',
    ),
    text(
      'Was the job, the place or the employer other than you were told?',
      'L’emploi, le lieu ou l’employeur étaient-ils différents de ce qu’on vous avait dit ?',
      'Công việc, nơi làm hoặc người thuê có khác với điều đã được nói không?',
      'Apakah pekerjaan, tempat, atau majikannya berbeda dari yang dikatakan kepada Anda?',
    ),
  ),
  deception(
    'DR-02',
    'misledConditions',
    medium,
    'DE',
    text(
      'Misled on working conditions',
      'Trompé sur les conditions de travail',
      'Bị lừa về điều kiện làm việc',
      'Ditipu soal kondisi kerja',
    ),
    text(
      'Were the hours or the kind of work worse than you were told?',
      'Les horaires ou les tâches étaient-ils pires que ce qu’on vous avait dit ?',
      'Giờ làm hoặc công việc có tệ hơn điều đã được nói không?',
      'Apakah jam kerja atau jenis pekerjaannya lebih buruk dari yang dikatakan?',
    ),
  ),
  deception(
    'DR-03',
    'misledContract',
    medium,
    'DE',
    text(
      'Misled on contract content or legality',
      'Trompé sur le contenu ou la légalité du contrat',
      'Bị lừa về nội dung hoặc tính hợp pháp của hợp đồng',
      'Ditipu soal isi atau keabsahan kontrak',
    ),
    text(
      'Was the contract false, swapped or other than you were told?',
      'Le contrat était-il faux, remplacé ou différent de ce qu’on vous avait dit ?',
      'Hợp đồng có bị làm giả, bị đổi hoặc khác với điều đã được nói không?',
      'Apakah kontraknya palsu, ditukar, atau berbeda dari yang dikatakan?',
    ),
  ),
  deception(
    'DR-04',
    'misledFamilyReunion',
    medium,
    'DE',
    text(
      'Misled on family reunification',
      'Trompé sur le regroupement familial',
      'Bị lừa về việc đoàn tụ gia đình',
      'Ditipu soal penyatuan keluarga',
    ),
    text(
      'Was it a lie that your family could join you?',
      'Vous a-t-on fait croire à tort que votre famille pourrait vous rejoindre ?',
      'Có bị hứa sai rằng gia đình sẽ được sang cùng không?',
      'Apakah Anda dibohongi bahwa keluarga bisa menyusul?',
    ),
  ),
  deception(
    'DR-05',
    'misledHousing',
    medium,
    'DE',
    text(
      'Misled on housing and living conditions',
      'Trompé sur le logement et les conditions de vie',
      'Bị lừa về chỗ ở và điều kiện sống',
      'Ditipu soal tempat tinggal dan kondisi hidup',
    ),
    text(
      'Was the place to live worse than you were told?',
      'Le logement était-il pire que ce qu’on vous avait dit ?',
      'Chỗ ở có tệ hơn điều đã được nói không?',
      'Apakah tempat tinggalnya lebih buruk dari yang dikatakan?',
    ),
  ),
  deception(
    'DR-06',
    'misledPapers',
    medium,
    'DE AV',
    text(
      'Misled on papers or legal status',
      'Trompé sur les documents ou le statut légal',
      'Bị lừa về giấy tờ hoặc tình trạng pháp lý',
      'Ditipu soal dokumen atau status hukum',
    ),
    text(
      'Were you lied to about your visa, papers or right to work?',
      'Vous a-t-on menti sur le visa, les papiers ou le droit de travailler ?',
      'Có bị nói dối về thị thực, giấy tờ hoặc quyền được làm việc không?',
      'Apakah Anda dibohongi soal visa, dokumen, atau hak bekerja?',
    ),
  ),
  deception(
    'DR-07',
    'misledTravel',
    medium,
    'DE',
    text(
      'Misled on travel and recruitment terms',
      'Trompé sur le voyage et les conditions de recrutement',
      'Bị lừa về chuyến đi và điều kiện tuyển dụng',
      'Ditipu soal perjalanan dan syarat perekrutan',
    ),
    text(
      'Were you lied to about the journey or what it would cost you?',
      'Vous a-t-on menti sur le voyage ou sur ce qu’il vous coûterait ?',
      'Có bị nói dối về chuyến đi hoặc chi phí phải trả không?',
      'Apakah Anda dibohongi soal perjalanan atau biayanya?',
    ),
  ),
  deception(
    'DR-08',
    'misledPay',
    medium,
    'DE WW',
    text('Misled on pay', 'Trompé sur la rémunération', 'Bị lừa về tiền lương', 'Ditipu soal upah'),
    text(
      'Was the pay less than you were told?',
      'Le salaire était-il plus bas que ce qu’on vous avait dit ?',
      'Lương có thấp hơn điều đã được nói không?',
      'Apakah upahnya lebih kecil dari yang dikatakan?',
    ),
  ),
  deception(
    'DR-09',
    'luredMarriage',
    medium,
    'DE',
    text(
      'Lured by promised marriage or adoption',
      'Attiré par une promesse de mariage ou d’adoption',
      'Bị dụ bằng lời hứa kết hôn hoặc nhận nuôi',
      'Dipikat dengan janji pernikahan atau adopsi',
    ),
    text(
      'Were you brought there by a promise of marriage or adoption?',
      'Vous a-t-on fait venir en promettant un mariage ou une adoption ?',
      'Có bị đưa đi bằng lời hứa kết hôn hoặc nhận làm con nuôi không?',
      'Apakah Anda dibawa dengan janji pernikahan atau adopsi?',
    ),
  ),
  deception(
    'DR-10',
    'misledSchool',
    ['weak', 'strong'],
    'DE',
    text(
      'Misled on access to education',
      'Trompé sur l’accès à l’éducation',
      'Bị lừa về việc được đi học',
      'Ditipu soal kesempatan sekolah',
    ),
    text(
      'Was it a lie that you could go to school or learn?',
      'Vous a-t-on fait croire à tort que vous pourriez étudier ?',
      'Có bị hứa sai rằng sẽ được đi học không?',
      'Apakah Anda dibohongi bahwa akan bisa sekolah atau belajar?',
    ),
  ),
  deception(
    'FC-01',
    'luredSkilledPost',
    unweighted,
    'DE',
    text(
      'Lured by an advertised skilled post',
      'Attiré par une annonce pour un poste qualifié',
      'Bị dụ bằng quảng cáo việc làm có tay nghề',
      'Dipikat iklan lowongan kerja terampil',
    ),
    text(
      'Did you answer an advertisement for a good office or computer job?',
      'Avez-vous répondu à une annonce pour un bon poste de bureau ou d’informatique ?',
      'Có đi theo quảng cáo việc văn phòng hoặc máy tính lương cao không?',
      'Apakah Anda menanggapi iklan pekerjaan kantor atau komputer yang bagus?',
    ),
  ),
  deception(
    'FC-02',
    'foundOutOnArrival',
    unweighted,
    'DE',
    text(
      'Real work found out only on arrival',
      'Vrai travail découvert seulement à l’arrivée',
      'Đến nơi mới biết việc phải làm thật sự',
      'Baru tahu pekerjaan sebenarnya setelah tiba',
    ),
    text(
      'Did you learn only on arrival that the work was fraud or another crime?',
      'Avez-vous appris seulement à l’arrivée que le travail était une escroquerie ou un autre délit ?',
      'Có phải đến nơi mới biết việc đó là lừa đảo hoặc phạm pháp không?',
      'Apakah Anda baru tahu setelah tiba bahwa pekerjaannya penipuan atau kejahatan lain?',
    ),
  ),
];
