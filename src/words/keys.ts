/** Every key of the words, from the English catalogue: a wrong one does not compile. A new room is a line here. */
import type admin from './en/admin.json';
import type approval from './en/approval.json';
import type assessment from './en/assessment.json';
import type assistance from './en/assistance.json';
import type board from './en/board.json';
import type charts from './en/charts.json';
import type deadline from './en/deadline.json';
import type definition from './en/definition.json';
import type desk from './en/desk.json';
import type exchange from './en/exchange.json';
import type field from './en/field.json';
import type figures from './en/figures.json';
import type form from './en/form.json';
import type gate from './en/gate.json';
import type glass from './en/glass.json';
import type intake from './en/intake.json';
import type journey from './en/journey.json';
import type keeping from './en/keeping.json';
import type match from './en/match.json';
import type meeting from './en/meeting.json';
import type message from './en/message.json';
import type operation from './en/operation.json';
import type paper from './en/paper.json';
import type person from './en/person.json';
import type problem from './en/problem.json';
import type profile from './en/profile.json';
import type recruitment from './en/recruitment.json';
import type referral from './en/referral.json';
import type register from './en/register.json';
import type task from './en/task.json';
import type xlsform from './en/xlsform.json';

type Room<Name extends string, Messages> = `${Name}.${Extract<keyof Messages, string>}`;

export type MessageKey =
  | Room<'admin', typeof admin>
  | Room<'approval', typeof approval>
  | Room<'assessment', typeof assessment>
  | Room<'assistance', typeof assistance>
  | Room<'board', typeof board>
  | Room<'charts', typeof charts>
  | Room<'deadline', typeof deadline>
  | Room<'definition', typeof definition>
  | Room<'desk', typeof desk>
  | Room<'exchange', typeof exchange>
  | Room<'field', typeof field>
  | Room<'figures', typeof figures>
  | Room<'form', typeof form>
  | Room<'gate', typeof gate>
  | Room<'glass', typeof glass>
  | Room<'intake', typeof intake>
  | Room<'journey', typeof journey>
  | Room<'keeping', typeof keeping>
  | Room<'match', typeof match>
  | Room<'meeting', typeof meeting>
  | Room<'message', typeof message>
  | Room<'operation', typeof operation>
  | Room<'paper', typeof paper>
  | Room<'person', typeof person>
  | Room<'problem', typeof problem>
  | Room<'profile', typeof profile>
  | Room<'recruitment', typeof recruitment>
  | Room<'referral', typeof referral>
  | Room<'register', typeof register>
  | Room<'task', typeof task>
  | Room<'xlsform', typeof xlsform>;
