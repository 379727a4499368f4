import type { Sign } from '../../kernel/index.ts';
import { text } from '../text.ts';

/**
 * Read over the answers of an enquiry and of every form of the case, with the case's own facts beneath them. A question
 * that was not asked is blank and shows nothing. Each asks for a screening: a labour complaint may hide forced labour.
 */
export const signs: Sign[] = [
  {
    code: 'documentsHeld',
    when: "selected(${signs}, 'documentsHeld') or ${documentsHeldBy} = 'agency' or ${documentsHeldBy} = 'employer'",
    reason: text(
      'The recruiter, the employer or somebody else holds their identity papers.',
      'Le recruteur, l’employeur ou un tiers retient ses papiers d’identité.',
      'Bên tuyển dụng, chủ sử dụng lao động hoặc người khác giữ giấy tờ tùy thân.',
      'Perekrut, majikan, atau orang lain menahan dokumen identitasnya.',
    ),
  },
  {
    code: 'debtBondage',
    when: "selected(${signs}, 'debt') or ${debtWorkedOff} = 'yes' or ${debtMonths} > 3 or ${monthsOfPay} > 3",
    reason: text(
      'The job cost more than three months’ pay, or a debt has to be worked off.',
      'L’emploi a coûté plus de trois mois de salaire, ou une dette doit être remboursée par le travail.',
      'Chi phí có việc vượt quá ba tháng lương, hoặc phải làm việc để trả nợ.',
      'Biaya pekerjaan melebihi tiga bulan upah, atau utang harus dilunasi dengan bekerja.',
    ),
  },
  {
    code: 'cannotLeave',
    when: "selected(${signs}, 'cannotLeave') or selected(${signs}, 'isolation') or ${canLeave} = 'no'",
    reason: text(
      'They cannot leave the job or the place, or are cut off from others.',
      'La personne ne peut pas quitter son travail ou le lieu, ou est isolée.',
      'Người đó không thể rời công việc hoặc nơi ở, hoặc bị cô lập.',
      'Orang tersebut tidak dapat meninggalkan pekerjaan atau tempatnya, atau terisolasi.',
    ),
  },
  {
    code: 'threats',
    when: "selected(${signs}, 'threats') or selected(${signs}, 'violence') or ${threatened} = 'yes' or ${hurt} = 'yes'",
    reason: text(
      'They or their family were threatened or hurt.',
      'La personne ou sa famille a été menacée ou violentée.',
      'Người đó hoặc gia đình bị đe dọa hoặc bạo hành.',
      'Orang tersebut atau keluarganya diancam atau disakiti.',
    ),
  },
  {
    code: 'wagesUnpaid',
    when: "selected(${signs}, 'wagesUnpaid') or ${unpaidMonths} >= 2",
    reason: text(
      'Wages were withheld, or not paid for two months or more.',
      'Le salaire est retenu, ou impayé depuis deux mois ou plus.',
      'Tiền lương bị giữ hoặc không được trả từ hai tháng trở lên.',
      'Upah ditahan, atau tidak dibayar selama dua bulan atau lebih.',
    ),
  },
  {
    code: 'deception',
    when: "selected(${signs}, 'deception') or ${asPromised} = 'no' or ${substitution} = 'yes'",
    reason: text(
      'The contract was substituted, or work and pay are not what was promised.',
      'Le contrat a été substitué, ou travail et salaire ne sont pas conformes aux promesses.',
      'Hợp đồng bị thay đổi, hoặc công việc và lương không đúng như đã hứa.',
      'Kontrak diganti, atau pekerjaan dan upah tidak sesuai janji.',
    ),
  },
  {
    code: 'exploitation',
    // Each alone is common and often something else; together they are not.
    when: "selected(${signs}, 'vulnerabilityAbused') or (selected(${signs}, 'abusiveConditions') and selected(${signs}, 'excessiveOvertime'))",
    reason: text(
      'A weak position is exploited, or abusive conditions go with excessive overtime.',
      'Une situation de faiblesse est exploitée, ou des conditions abusives s’ajoutent à des heures excessives.',
      'Tình thế yếu bị lợi dụng, hoặc điều kiện tồi tệ đi cùng làm thêm quá mức.',
      'Posisi lemah dimanfaatkan, atau kondisi buruk disertai lembur berlebihan.',
    ),
  },
  {
    code: 'childRecruited',
    when: "${ageBand} = '0-17' and (${recruiterKind} != '' or ${inOwnLanguage} != '' or ${covered} != '' or ${against} != '' or count-selected(${signs}) > 0)",
    reason: text(
      'They may be under 18 and are being recruited or are at work.',
      'La personne a peut-être moins de 18 ans et est recrutée ou travaille.',
      'Người đó có thể dưới 18 tuổi và đang được tuyển hoặc đang làm việc.',
      'Orang tersebut mungkin di bawah 18 tahun dan sedang direkrut atau bekerja.',
    ),
  },
];
