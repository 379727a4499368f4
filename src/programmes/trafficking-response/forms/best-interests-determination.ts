import type { FormDefinition } from '../../../kernel/form/index.ts';
import { choices, day } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/** The formal decision of several, before a child returns or settles anywhere. */
export const bestInterestsDetermination: FormDefinition = {
  code: 'best-interests-determination',
  version: 1,
  title: text(
    'Best interests determination',
    'Détermination de l’intérêt supérieur',
    'Quyết định về lợi ích tốt nhất của trẻ',
    'Penetapan kepentingan terbaik anak',
  ),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    member: choices(
      item('guardian', text('Guardian', 'Tuteur', 'Người giám hộ', 'Wali')),
      item(
        'childProtection',
        text('Child protection', 'Protection de l’enfance', 'Bảo vệ trẻ em', 'Perlindungan anak'),
      ),
      item('socialWelfare', text('Social welfare', 'Action sociale', 'Công tác xã hội', 'Dinas sosial')),
      item('health', text('Health', 'Santé', 'Y tế', 'Kesehatan')),
      item('justice', text('Justice', 'Justice', 'Tư pháp', 'Peradilan')),
      item('consulate', text('Consulate', 'Consulat', 'Lãnh sự', 'Konsulat')),
      item('organisation', text('Organisation', 'Organisation', 'Tổ chức', 'Organisasi')),
    ),
    solution: choices(
      item('return', text('Return', 'Retour', 'Trở về', 'Pulang')),
      item('stay', text('Stay', 'Rester', 'Ở lại', 'Menetap')),
      item('thirdCountry', text('A third country', 'Un pays tiers', 'Nước thứ ba', 'Negara ketiga')),
    ),
    wish: choices(
      item('wants', text('Wants it', 'Le souhaite', 'Mong muốn', 'Menginginkan')),
      item('against', text('Is against it', 'S’y oppose', 'Không muốn', 'Menolak')),
      item('unsure', text('Does not know yet', 'Ne sait pas encore', 'Chưa quyết định', 'Belum yakin')),
      item('tooYoung', text('Too young to say', 'Trop jeune pour le dire', 'Còn quá nhỏ', 'Terlalu kecil')),
    ),
    decision: choices(
      item('approved', text('Approved', 'Approuvée', 'Chấp thuận', 'Disetujui')),
      item('refused', text('Refused', 'Refusée', 'Không chấp thuận', 'Ditolak')),
      item('deferred', text('Deferred', 'Reportée', 'Hoãn lại', 'Ditunda')),
    ),
  },
  items: [
    day('date', text('Day of the decision', 'Jour de la décision', 'Ngày quyết định', 'Hari penetapan')),
    {
      kind: 'field',
      name: 'panel',
      type: 'choices',
      list: 'member',
      class: 'operational',
      requiredIf: true,
      constraint: 'count-selected(.) >= 2',
      constraintMessage: text(
        'Nobody decides this alone: at least two.',
        'Nul n’en décide seul : deux au moins.',
        'Không ai quyết định một mình: ít nhất hai bên.',
        'Tidak diputuskan sendirian: sedikitnya dua pihak.',
      ),
      label: text('Who decided', 'Qui a décidé', 'Ai quyết định', 'Siapa yang memutuskan'),
    },
    {
      kind: 'field',
      name: 'solution',
      type: 'choice',
      list: 'solution',
      class: 'operational',
      requiredIf: true,
      label: text('What was decided on', 'Solution examinée', 'Giải pháp được xem xét', 'Solusi yang dibahas'),
    },
    {
      kind: 'field',
      name: 'childWish',
      type: 'choice',
      list: 'wish',
      class: 'operational',
      requiredIf: true,
      label: text('The child', 'L’enfant', 'Ý muốn của trẻ', 'Anak'),
    },
    {
      kind: 'field',
      name: 'decision',
      type: 'choice',
      list: 'decision',
      class: 'operational',
      requiredIf: true,
      constraint: "not(. = 'approved' and ${solution} = 'return' and ${childWish} = 'against')",
      constraintMessage: text(
        'A return against the child’s will is never in the child’s interests.',
        'Un retour contre la volonté de l’enfant n’est jamais dans son intérêt.',
        'Đưa trẻ về trái ý muốn của trẻ không bao giờ vì lợi ích của trẻ.',
        'Memulangkan anak di luar kemauannya tidak pernah demi kepentingannya.',
      ),
      label: text('Decision', 'Décision', 'Quyết định', 'Keputusan'),
    },
    {
      kind: 'field',
      name: 'familyAssessed',
      type: 'yesNo',
      class: 'operational',
      requiredIf: "${solution} = 'return'",
      label: text(
        'Was the family assessed?',
        'La famille a-t-elle été évaluée ?',
        'Đã đánh giá gia đình chưa?',
        'Apakah keluarga sudah dinilai?',
      ),
    },
    {
      kind: 'field',
      name: 'reasons',
      type: 'longText',
      class: 'account',
      requiredIf: true,
      hint: text(
        'What the child said, what speaks for each solution, what decided it.',
        'Ce que l’enfant a dit, ce qui plaide pour chaque solution, ce qui a emporté la décision.',
        'Trẻ đã nói gì, lý lẽ của từng giải pháp, điều gì quyết định.',
        'Kata anak, pertimbangan tiap solusi, dan apa yang menentukan.',
      ),
      label: text('Reasons', 'Motifs', 'Lý do', 'Alasan'),
    },
    {
      kind: 'field',
      name: 'decisionPaper',
      type: 'file',
      class: 'account',
      label: text('The decision, signed', 'La décision signée', 'Quyết định đã ký', 'Keputusan yang ditandatangani'),
    },
  ],
};
