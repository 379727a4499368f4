import type { FormDefinition } from '../../../kernel/form/index.ts';
import { choices, day } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/** Claims and what comes of them. Whether somebody works with the police is theirs to choose, and sealed: no gate reads it. */
export const legalCase: FormDefinition = {
  code: 'legal-case',
  version: 1,
  title: text('Legal case', 'Affaire judiciaire', 'Vụ việc pháp lý', 'Perkara hukum'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    claim: choices(
      item('wages', text('Unpaid wages', 'Salaires impayés', 'Tiền lương chưa trả', 'Upah yang belum dibayar')),
      item('fees', text('Recruitment fees', 'Frais de recrutement', 'Phí tuyển dụng', 'Biaya perekrutan')),
      item('compensation', text('Compensation', 'Indemnisation', 'Bồi thường', 'Ganti rugi')),
      item('criminal', text('Criminal complaint', 'Plainte pénale', 'Tố giác tội phạm', 'Laporan pidana')),
      item('papers', text('Withheld papers', 'Papiers retenus', 'Giấy tờ bị giữ', 'Dokumen yang ditahan')),
      item('stay', text('Right to stay', 'Droit au séjour', 'Quyền cư trú', 'Hak tinggal')),
      item(
        'nonPunishment',
        text(
          'Defence: acts they were forced to commit',
          'Défense : actes commis sous la contrainte',
          'Bào chữa: hành vi do bị ép buộc',
          'Pembelaan: perbuatan karena dipaksa',
        ),
      ),
    ),
    stage: choices(
      item('prepared', text('Being prepared', 'En préparation', 'Đang chuẩn bị', 'Disiapkan')),
      item('filed', text('Filed', 'Déposée', 'Đã nộp', 'Diajukan')),
      item(
        'heard',
        text(
          'Before court or authority',
          'Devant le juge ou l’autorité',
          'Đang được xét xử, giải quyết',
          'Di pengadilan atau instansi',
        ),
      ),
      item('settled', text('Settled', 'Transaction conclue', 'Đã thỏa thuận', 'Damai')),
      item('won', text('Decided for them', 'Décision favorable', 'Được chấp nhận', 'Dikabulkan')),
      item('lost', text('Decided against them', 'Décision défavorable', 'Bị bác', 'Ditolak')),
      item('withdrawn', text('Withdrawn', 'Retirée', 'Đã rút', 'Dicabut')),
    ),
    cooperation: choices(
      item('yes', text('Yes', 'Oui', 'Có', 'Ya')),
      item('no', text('No', 'Non', 'Không', 'Tidak')),
      item('thinking', text('Is still thinking', 'Y réfléchit', 'Còn đang suy nghĩ', 'Masih mempertimbangkan')),
      item('notAsked', text('Was not asked', 'N’a pas été demandé', 'Chưa được hỏi', 'Belum ditanya')),
    ),
  },
  items: [
    day('date', text('Day', 'Jour', 'Ngày', 'Hari')),
    {
      kind: 'field',
      name: 'claims',
      type: 'choices',
      list: 'claim',
      class: 'statistical',
      requiredIf: true,
      label: text('What it is about', 'Objet', 'Nội dung yêu cầu', 'Perihal'),
    },
    {
      kind: 'field',
      name: 'claimStage',
      type: 'choice',
      list: 'stage',
      class: 'statistical',
      requiredIf: true,
      label: text('Where it stands', 'Où cela en est', 'Tình trạng', 'Status'),
    },
    {
      kind: 'field',
      name: 'claimed',
      type: 'money',
      class: 'operational',
      label: text('Claimed', 'Réclamé', 'Số tiền yêu cầu', 'Dituntut'),
    },
    {
      kind: 'field',
      name: 'awarded',
      type: 'money',
      class: 'operational',
      showIf: "${claimStage} = 'settled' or ${claimStage} = 'won'",
      label: text('Awarded or agreed', 'Accordé ou convenu', 'Được xử hoặc thỏa thuận', 'Diputuskan atau disepakati'),
    },
    {
      kind: 'field',
      name: 'paid',
      type: 'money',
      class: 'operational',
      showIf: "${claimStage} = 'settled' or ${claimStage} = 'won'",
      hint: text(
        'What has reached the person.',
        'Ce que la personne a reçu.',
        'Số tiền người đó đã thực nhận.',
        'Yang sudah diterima orang itu.',
      ),
      label: text('Paid so far', 'Versé à ce jour', 'Đã trả đến nay', 'Dibayar sejauh ini'),
    },
    {
      kind: 'field',
      name: 'lawyer',
      type: 'name',
      class: 'contact',
      label: text('Lawyer or adviser', 'Avocat ou conseil', 'Luật sư hoặc người tư vấn', 'Pengacara atau penasihat'),
    },
    {
      kind: 'field',
      name: 'cooperation',
      type: 'choice',
      list: 'cooperation',
      class: 'account',
      hint: text(
        'Their own choice. Help does not depend on it.',
        'C’est son choix. L’aide n’en dépend pas.',
        'Do người đó tự quyết định. Việc hỗ trợ không phụ thuộc vào điều này.',
        'Pilihannya sendiri. Bantuan tidak bergantung padanya.',
      ),
      label: text(
        'Do they want to work with the police?',
        'La personne veut-elle coopérer avec la police ?',
        'Người đó có muốn hợp tác với công an không?',
        'Apakah ia mau bekerja sama dengan polisi?',
      ),
    },
    {
      kind: 'field',
      name: 'notes',
      type: 'longText',
      class: 'account',
      label: text('What was done', 'Démarches', 'Việc đã làm', 'Yang sudah dilakukan'),
    },
  ],
};
