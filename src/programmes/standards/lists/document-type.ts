import type { CodeList } from '../../../kernel/index.ts';
import { other } from '../../fields.ts';
import { item, text } from '../../text.ts';

export const documentType: CodeList = {
  code: 'documentType',
  title: text('Type of document', 'Type de document', 'Loại giấy tờ', 'Jenis dokumen'),
  items: [
    item('passport', text('Passport', 'Passeport', 'Hộ chiếu', 'Paspor')),
    item(
      'nationalId',
      text('National identity card', 'Carte nationale d’identité', 'Căn cước công dân', 'Kartu identitas'),
    ),
    item('birthCertificate', text('Birth certificate', 'Acte de naissance', 'Giấy khai sinh', 'Akta kelahiran')),
    item('residencePermit', text('Residence permit', 'Titre de séjour', 'Giấy phép cư trú', 'Izin tinggal')),
    item('workPermit', text('Work permit', 'Permis de travail', 'Giấy phép lao động', 'Izin kerja')),
    item('travelDocument', text('Travel document', 'Laissez-passer', 'Giấy thông hành', 'Surat perjalanan')),
    item(
      'registerNumber',
      text(
        'Number in an earlier register',
        'Numéro dans un registre antérieur',
        'Số trong sổ đăng ký cũ',
        'Nomor dalam register lama',
      ),
    ),
    other,
  ],
};
