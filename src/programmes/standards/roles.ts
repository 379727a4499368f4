import { type Grant, type Role, sensitivityClasses } from '../../kernel/index.ts';
import { text } from '../text.ts';

const desk: Grant[] = [
  'enquiry.read',
  'enquiry.write',
  'person.read',
  'person.write',
  'person.reveal',
  'case.read',
  'case.write',
  'case.close',
  'task.write',
  'message.send',
  'consent.write',
  'referral.write',
  'figures.read',
  'definition.read',
];
/** What whoever answers for a team's work does beside it. */
const leads: Grant[] = [
  'person.merge',
  'case.assign',
  'case.print',
  'gate.waive',
  'approval.decide',
  'glass.review',
  'board.read',
  'profile.write',
  'recruiter.write',
  'register.export',
  'journal.read',
];
const all = [...sensitivityClasses];
/** What is supplied; an administrator adds others, or takes away what a house does not do. The first is where the desk begins. */
const programmes = ['resource-centre', 'safe-migration', 'trafficking-response'];

/** The roles an installation starts with; a role is data, and an administrator changes it. */
export const suppliedRoles: Role[] = [
  {
    code: 'counsellor',
    label: text('Counsellor', 'Conseillère, conseiller', 'Tư vấn viên', 'Konselor'),
    grants: [...desk, 'glass.break'],
    scope: 'team',
    programmes,
    read: all,
    write: all,
  },
  {
    code: 'case-worker',
    label: text('Case worker', 'Chargée, chargé de dossier', 'Cán bộ quản lý ca', 'Pekerja kasus'),
    grants: [...desk, 'glass.break'],
    scope: 'own',
    programmes,
    read: all,
    write: all,
  },
  {
    code: 'supervisor',
    label: text('Supervisor', 'Superviseure, superviseur', 'Giám sát viên', 'Penyelia'),
    grants: [...desk, 'glass.break', ...leads],
    scope: 'team',
    programmes,
    read: all,
    write: all,
  },
  {
    code: 'centre-manager',
    label: text('Centre manager', 'Directrice, directeur de centre', 'Quản lý trung tâm', 'Manajer pusat'),
    grants: [
      ...desk,
      ...leads,
      'person.copy',
      'person.erase',
      'case.import',
      'shelter.manage',
      'interpreter.manage',
      'rates.write',
      'figures.write',
    ],
    scope: 'organisation',
    programmes,
    read: all,
    write: all,
  },
  {
    code: 'focal-point',
    label: text('Ministry focal point', 'Point focal du ministère', 'Đầu mối của Bộ', 'Narahubung kementerian'),
    grants: ['figures.read', 'definition.read'],
    scope: 'programme',
    programmes,
    read: ['operational', 'statistical'],
    write: [],
  },
  {
    code: 'statistician',
    label: text('Statistician', 'Statisticienne, statisticien', 'Cán bộ thống kê', 'Statistikawan'),
    grants: ['figures.read', 'definition.read'],
    scope: 'programme',
    programmes,
    read: ['statistical'],
    write: [],
  },
  {
    code: 'administrator',
    label: text('Administrator', 'Administratrice, administrateur', 'Quản trị viên', 'Administrator'),
    grants: ['definition.read', 'definition.publish', 'rates.write', 'user.manage'],
    // Users and settings are not records: of those the role reaches none, and row-level security knows it.
    scope: 'none',
    programmes: [],
    read: [],
    write: [],
  },
];
