import type { FormDefinition } from '../../../kernel/form/index.ts';
import { asHtcds, choices, day } from '../../fields.ts';
import { item, languages, text } from '../../text.ts';

/** The decision of whoever may decide. Help does not hang on it, and it can be looked at again. */
export const formalIdentification: FormDefinition = {
  code: 'formal-identification',
  version: 1,
  title: text('Formal identification', 'Identification formelle', 'Xác định chính thức', 'Identifikasi resmi'),
  languages: [...languages],
  defaultLanguage: 'en',
  lists: {
    body: choices(
      asHtcds(item('police', text('Police', 'Police', 'Công an', 'Kepolisian')), 'Police'),
      asHtcds(
        item(
          'justice',
          text('Prosecution or court', 'Parquet ou tribunal', 'Viện kiểm sát hoặc tòa án', 'Kejaksaan atau pengadilan'),
        ),
        'CourtOrProsecution',
      ),
      asHtcds(
        item('socialWelfare', text('Social welfare', 'Action sociale', 'Cơ quan xã hội', 'Dinas sosial')),
        'NonPoliceGovernmentalOrganization',
      ),
      asHtcds(
        item('labour', text('Labour authority', 'Autorité du travail', 'Cơ quan lao động', 'Dinas tenaga kerja')),
        'NonPoliceGovernmentalOrganization',
      ),
      asHtcds(
        item(
          'immigration',
          text(
            'Immigration or border guard',
            'Immigration ou garde-frontières',
            'Xuất nhập cảnh hoặc biên phòng',
            'Imigrasi atau penjaga perbatasan',
          ),
        ),
        'NonPoliceGovernmentalOrganization',
      ),
      asHtcds(
        item('consulate', text('Consulate', 'Consulat', 'Cơ quan đại diện ngoại giao', 'Perwakilan negara')),
        'NonPoliceGovernmentalOrganization',
      ),
      asHtcds(
        item(
          'team',
          text('Multidisciplinary team', 'Équipe pluridisciplinaire', 'Nhóm liên ngành', 'Tim lintas bidang'),
        ),
        'Other',
      ),
      asHtcds(item('organisation', text('Organisation', 'Organisation', 'Tổ chức', 'Organisasi')), 'NGO'),
    ),
    decision: choices(
      asHtcds(
        item(
          'identified',
          text(
            'Identified as a victim',
            'Identifiée comme victime',
            'Được xác định là nạn nhân',
            'Teridentifikasi sebagai korban',
          ),
        ),
        'ActualVictimOfTrafficking',
      ),
      asHtcds(
        item(
          'notIdentified',
          text('Not identified', 'Non identifiée', 'Không được xác định là nạn nhân', 'Tidak teridentifikasi'),
        ),
        'NotAVictimOfTrafficking',
      ),
    ),
  },
  items: [
    day('decidedOn', text('Day of the decision', 'Jour de la décision', 'Ngày quyết định', 'Hari keputusan')),
    {
      kind: 'field',
      name: 'deciderBody',
      type: 'choice',
      list: 'body',
      class: 'operational',
      requiredIf: true,
      mappings: { htcds: 'vic_TraffickingStatusDecisionMakingOrg' },
      label: text('Who decided', 'Qui a décidé', 'Cơ quan quyết định', 'Siapa yang memutuskan'),
    },
    {
      kind: 'field',
      name: 'decider',
      type: 'organisation',
      class: 'account',
      label: text('Which office', 'Quel service', 'Đơn vị cụ thể', 'Kantor yang mana'),
    },
    {
      kind: 'field',
      name: 'decision',
      type: 'choice',
      list: 'decision',
      class: 'operational',
      requiredIf: true,
      mappings: { htcds: 'vic_TraffickingStatus' },
      label: text('Decision', 'Décision', 'Quyết định', 'Keputusan'),
    },
    {
      kind: 'field',
      name: 'reasons',
      type: 'longText',
      class: 'account',
      requiredIf: true,
      label: text('Reasons that were given', 'Motifs donnés', 'Lý do được nêu', 'Alasan yang diberikan'),
    },
    {
      kind: 'field',
      name: 'explained',
      type: 'yesNo',
      class: 'operational',
      requiredIf: true,
      label: text(
        'Were decision and reasons explained, in a language they understand?',
        'Décision et motifs ont-ils été expliqués dans une langue comprise ?',
        'Đã giải thích quyết định và lý do bằng ngôn ngữ người đó hiểu chưa?',
        'Apakah keputusan dan alasannya dijelaskan dalam bahasa yang dipahami?',
      ),
    },
    {
      kind: 'field',
      name: 'reviewUntil',
      type: 'date',
      class: 'operational',
      showIf: "${decision} = 'notIdentified'",
      requiredIf: "${decision} = 'notIdentified'",
      constraint: '. >= ${decidedOn}',
      constraintMessage: text(
        'Not before the decision.',
        'Pas avant la décision.',
        'Không được trước ngày quyết định.',
        'Tidak sebelum keputusan.',
      ),
      label: text(
        'A review can be asked for until',
        'Réexamen possible jusqu’au',
        'Có thể yêu cầu xem xét lại đến ngày',
        'Peninjauan dapat diminta sampai',
      ),
    },
    {
      kind: 'field',
      name: 'reviewExplained',
      type: 'yesNo',
      class: 'operational',
      showIf: "${decision} = 'notIdentified'",
      requiredIf: "${decision} = 'notIdentified'",
      label: text(
        'Do they know how to ask for a review, and that help goes on?',
        'La personne sait-elle comment demander un réexamen, et que l’aide continue ?',
        'Người đó có biết cách yêu cầu xem xét lại và vẫn được hỗ trợ không?',
        'Apakah ia tahu cara meminta peninjauan, dan bahwa bantuan tetap berjalan?',
      ),
    },
    {
      kind: 'field',
      name: 'decisionPaper',
      type: 'file',
      class: 'account',
      label: text('The decision on paper', 'La décision écrite', 'Văn bản quyết định', 'Surat keputusan'),
    },
  ],
};
