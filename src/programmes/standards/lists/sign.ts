import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/**
 * What a counsellor may notice in passing, after the eleven indicators of forced labour (ILO 2012, revised 2025; our
 * words and codes). One sign seldom suffices: it asks for a screening, never says what somebody is.
 */
export const sign: CodeList = {
  code: 'sign',
  title: text('Signs noticed', 'Signes remarqués', 'Dấu hiệu nhận thấy', 'Tanda yang terlihat'),
  items: [
    item(
      'documentsHeld',
      text(
        'Documents held by somebody else',
        'Papiers retenus par autrui',
        'Bị người khác giữ giấy tờ',
        'Dokumen ditahan orang lain',
      ),
    ),
    item(
      'debt',
      text(
        'Debt that cannot be paid off',
        'Dette impossible à rembourser',
        'Nợ không thể trả hết',
        'Utang yang tidak dapat dilunasi',
      ),
    ),
    item(
      'wagesUnpaid',
      text(
        'Wages unpaid or withheld',
        'Salaire impayé ou retenu',
        'Bị nợ hoặc giữ lương',
        'Upah tidak dibayar atau ditahan',
      ),
    ),
    item(
      'cannotLeave',
      text(
        'Cannot leave or move freely',
        'Ne peut pas partir ou circuler',
        'Không được tự do đi lại hoặc nghỉ việc',
        'Tidak bebas pergi atau berhenti',
      ),
    ),
    item('threats', text('Threats', 'Menaces', 'Bị đe dọa', 'Ancaman')),
    item('violence', text('Violence', 'Violences', 'Bạo lực', 'Kekerasan')),
    item(
      'deception',
      text('Promised something else', 'Promesses trompeuses', 'Bị lừa dối về công việc', 'Janji yang menipu'),
    ),
    item('isolation', text('Cut off from others', 'Isolement', 'Bị cô lập', 'Terisolasi')),
    item(
      'abusiveConditions',
      text(
        'Abusive living or working conditions',
        'Conditions de vie ou de travail abusives',
        'Điều kiện sống hoặc làm việc tồi tệ',
        'Kondisi hidup atau kerja yang buruk',
      ),
    ),
    item(
      'excessiveOvertime',
      text(
        'Excessive overtime',
        'Heures supplémentaires excessives',
        'Bị ép làm thêm giờ quá mức',
        'Lembur berlebihan',
      ),
    ),
    item(
      'vulnerabilityAbused',
      text(
        'Irregular status or need exploited',
        'Abus de vulnérabilité',
        'Bị lợi dụng tình thế yếu',
        'Kerentanan disalahgunakan',
      ),
    ),
  ],
};
