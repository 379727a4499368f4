import type { Checklist } from '../../kernel/index.ts';
import { text } from '../text.ts';

/** A return as two organisations carry it: thirteen steps, of which each side takes its own and sees the other's days. */
export const returnSteps: Checklist = {
  code: 'return-steps',
  title: text('Steps of a return', 'Étapes d’un retour', 'Các bước trở về', 'Langkah kepulangan'),
  steps: [
    {
      code: 'interview',
      side: 'sender',
      label: text(
        'Interview the person and make the file',
        'Entretien et constitution du dossier',
        'Phỏng vấn và lập hồ sơ',
        'Wawancara dan penyusunan berkas',
      ),
    },
    {
      code: 'request',
      side: 'sender',
      label: text(
        'Ask for the family to be traced and assessed',
        'Demande de recherche et d’évaluation de la famille',
        'Đề nghị tìm và đánh giá gia đình',
        'Permintaan penelusuran dan penilaian keluarga',
      ),
      shared: true,
    },
    {
      code: 'passedToProvince',
      side: 'recipient',
      label: text(
        'Request received and passed to the province',
        'Demande reçue et transmise à la province',
        'Đã nhận đề nghị và chuyển về tỉnh',
        'Permintaan diterima dan diteruskan ke provinsi',
      ),
      shared: true,
    },
    {
      code: 'familyAssessment',
      side: 'recipient',
      label: text('Assess the family', 'Évaluation de la famille', 'Đánh giá gia đình', 'Penilaian keluarga'),
    },
    {
      code: 'resultsSent',
      side: 'recipient',
      label: text('Send the results back', 'Envoi des résultats', 'Gửi kết quả', 'Pengiriman hasil'),
      shared: true,
    },
    {
      code: 'familyPrepared',
      side: 'recipient',
      label: text(
        'Prepare family and community',
        'Préparation de la famille et de la communauté',
        'Chuẩn bị gia đình và cộng đồng',
        'Persiapan keluarga dan masyarakat',
      ),
    },
    {
      code: 'personPrepared',
      side: 'sender',
      label: text(
        'Prepare the person, the journey and the partners',
        'Préparation de la personne, du trajet et des partenaires',
        'Chuẩn bị cho người trở về, chuyến đi và các đối tác',
        'Persiapan orang, perjalanan, dan mitra',
      ),
      shared: true,
    },
    {
      code: 'travel',
      side: 'sender',
      label: text('Travel home', 'Voyage de retour', 'Đưa về nước', 'Perjalanan pulang'),
      shared: true,
    },
    {
      code: 'met',
      side: 'recipient',
      label: text(
        'Met at the border, and rest at the transit centre',
        'Accueil à la frontière et au centre de transit',
        'Đón tại biên giới và trung tâm tạm lưu',
        'Dijemput di perbatasan dan pusat transit',
      ),
      shared: true,
    },
    {
      code: 'recovery',
      side: 'recipient',
      label: text(
        'Interview, offer of a health test, recovery',
        'Entretien, test de santé proposé, rétablissement',
        'Phỏng vấn, đề nghị khám sức khỏe, hồi phục',
        'Wawancara, tawaran tes kesehatan, pemulihan',
      ),
    },
    {
      code: 'escort',
      side: 'recipient',
      label: text(
        'Escort to the province',
        'Accompagnement jusqu’à la province',
        'Đưa về tỉnh',
        'Pendampingan ke provinsi',
      ),
    },
    {
      code: 'reintegration',
      side: 'recipient',
      label: text(
        'Reintegration help and follow-up',
        'Aide à la réintégration et suivi',
        'Hỗ trợ tái hòa nhập và theo dõi',
        'Bantuan reintegrasi dan pemantauan',
      ),
    },
    {
      code: 'feedback',
      side: 'recipient',
      label: text(
        'Tell who sent the person how it goes',
        'Retour d’information à l’organisation d’envoi',
        'Phản hồi cho nơi đã gửi',
        'Kabar balik kepada pengirim',
      ),
      shared: true,
    },
  ],
};
