import type { CodeList } from '../../../kernel/index.ts';
import { item, text } from '../../text.ts';

/** Why somebody could not have a service. */
export const serviceUnavailable: CodeList = {
  code: 'serviceUnavailable',
  title: text(
    'Why it could not be had',
    'Pourquoi elle est indisponible',
    'Vì sao không có được',
    'Mengapa tidak tersedia',
  ),
  items: [
    item('none', text('There is none', 'Elle n’existe pas', 'Không có dịch vụ này', 'Tidak ada')),
    item('full', text('No place free', 'Aucune place libre', 'Hết chỗ', 'Penuh')),
    item(
      'sexOrAge',
      text(
        'Not for people of this sex or age',
        'Non ouverte à ce sexe ou à cet âge',
        'Không nhận giới tính hoặc độ tuổi này',
        'Tidak untuk jenis kelamin atau usia ini',
      ),
    ),
    item(
      'status',
      text(
        'Only with papers or a decision',
        'Seulement avec papiers ou décision',
        'Đòi giấy tờ hoặc quyết định',
        'Hanya dengan dokumen atau keputusan',
      ),
    ),
    item('distance', text('Too far', 'Trop loin', 'Quá xa', 'Terlalu jauh')),
    item('cost', text('No money for it', 'Faute de moyens', 'Không có kinh phí', 'Tidak ada dana')),
    item(
      'rejected',
      text('Rejected by the provider', 'Refus du prestataire', 'Bên cung cấp từ chối', 'Ditolak penyedia'),
    ),
  ],
};
