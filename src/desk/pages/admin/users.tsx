import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { languages } from '../../../words/index.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t, told } from '../../words.ts';
import { type Made, Secret } from './secret.tsx';

type User = CallOutput<'user.list'>['users'][number];
interface Option {
  value: string;
  label: string;
}
interface Around {
  roles: readonly Option[];
  teams: readonly Option[];
}

/** Accounts of the organisation. Passwords are made here, shown once, and changed by who uses them. */
export function Users() {
  const called = useCall('user.list', {});
  const roles = useCall('definition.list', { kind: 'role' });
  const colleagues = useCall('user.colleagues', {});
  const [open, setOpen] = useState<User | 'new' | undefined>();
  const [secret, setSecret] = useState<Made | undefined>();
  const around: Around = {
    roles: (roles.data?.items ?? []).map(({ code, title }) => ({ value: code, label: told(title) || code })),
    teams: (colleagues.data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
  };
  const reload = (): void => called.reload();
  return (
    <Card
      title={t('admin.users')}
      aside={
        <button type="button" class="btn go" onClick={() => setOpen('new')}>
          <Icon name="plus" /> {t('admin.addUser')}
        </button>
      }
    >
      <Shown called={called} rows={6}>
        {({ users }) => <UserTable users={users} around={around} open={setOpen} />}
      </Shown>
      {open === 'new' && (
        <AddUser
          around={around}
          close={() => setOpen(undefined)}
          added={(made) => {
            setOpen(undefined);
            setSecret(made);
            reload();
          }}
        />
      )}
      {open !== undefined && open !== 'new' && (
        <ChangeUser
          user={open}
          around={around}
          close={() => setOpen(undefined)}
          changed={() => {
            setOpen(undefined);
            reload();
          }}
          reset={(made) => {
            setOpen(undefined);
            setSecret(made);
          }}
        />
      )}
      {secret && <Secret {...secret} close={() => setSecret(undefined)} />}
    </Card>
  );
}

function UserTable({ users, around, open }: { users: readonly User[]; around: Around; open: (user: User) => void }) {
  const named = (options: readonly Option[], value: string): string =>
    options.find((one) => one.value === value)?.label ?? value;
  return (
    <Scroll label={t('admin.users')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('admin.name')}</th>
            <th scope="col">{t('admin.role')}</th>
            <th scope="col">{t('admin.teams')}</th>
            <th scope="col">{t('admin.security')}</th>
            <th scope="col">{t('admin.lastSeen')}</th>
            <th scope="col">
              <span class="unseen">{t('admin.change_')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} class={user.active ? undefined : 'soft'}>
              <td>
                <bdi class="strong">{user.name}</bdi>
                <div class="small soft">{user.login}</div>
              </td>
              <td>{named(around.roles, user.role)}</td>
              <td>{user.teamIds.map((id) => named(around.teams, id)).join(', ')}</td>
              <td>
                {!user.active && <Tag>{t('admin.inactive')}</Tag>}
                {user.locked && (
                  <Tag tone="risk" icon="lock">
                    {t('admin.locked')}
                  </Tag>
                )}
                {user.active && (user.totp || user.passkeys > 0) && (
                  <Tag tone="ok" icon="shield">
                    {user.passkeys > 0 ? t('admin.passkeys', { count: user.passkeys }) : t('admin.totp')}
                  </Tag>
                )}
                {user.active && !user.totp && user.passkeys === 0 && <Tag tone="due">{t('admin.passwordOnly')}</Tag>}
              </td>
              <td>{user.lastSeenAt ? day(user.lastSeenAt) : t('admin.never')}</td>
              <td>
                <button type="button" class="btn small" onClick={() => open(user)}>
                  {t('admin.change_')} <span class="unseen">{user.name}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Teams({
  teams,
  value,
  change,
}: {
  teams: readonly Option[];
  value: readonly string[];
  change: (ids: string[]) => void;
}) {
  return (
    <fieldset class="field">
      <legend>{t('admin.teams')}</legend>
      <div>
        {teams.map((team) => (
          <CheckField
            key={team.value}
            label={team.label}
            checked={value.includes(team.value)}
            onInput={(on) => change(on ? [...value, team.value] : value.filter((one) => one !== team.value))}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface AddProps {
  around: Around;
  close: () => void;
  added: (made: Made) => void;
}

function AddUser({ around, close, added }: AddProps) {
  const [typed, setTyped] = useState({ name: '', login: '', role: '', language: '', teamIds: [] as string[] });
  const add = useWrite('user.add');
  const set = (part: Partial<typeof typed>): void => setTyped((before) => ({ ...before, ...part }));
  const at = (path: string) => problemAt(add.problem?.fields, path);
  return (
    <Dialog title={t('admin.addUser')} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const { language, ...rest } = typed;
          const made = await add.run({ ...rest, ...(language !== '' && { language }) });
          if (made) added({ login: typed.login, password: made.password });
        }}
      >
        <TextField
          label={t('admin.name')}
          value={typed.name}
          onInput={(name) => set({ name })}
          required
          problem={at('name')}
        />
        <TextField
          label={t('admin.login')}
          hint={t('admin.loginHint')}
          value={typed.login}
          onInput={(login) => set({ login })}
          required
          problem={at('login')}
        />
        <SelectField
          label={t('admin.role')}
          blank={t('desk.choose')}
          value={typed.role}
          options={around.roles}
          onInput={(role) => set({ role })}
          problem={at('role')}
        />
        <Teams teams={around.teams} value={typed.teamIds} change={(teamIds) => set({ teamIds })} />
        <SelectField
          label={t('desk.language')}
          optional
          blank={t('desk.choose')}
          value={typed.language}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          onInput={(language) => set({ language })}
        />
        <Refusal problem={add.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={add.busy || typed.role === ''}>
            {t('admin.addUser')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChangeProps {
  user: User;
  around: Around;
  close: () => void;
  changed: () => void;
  reset: (made: Made) => void;
}

function ChangeUser({ user, around, close, changed, reset }: ChangeProps) {
  const [typed, setTyped] = useState({ name: user.name, role: user.role, teamIds: user.teamIds, active: user.active });
  const change = useWrite('user.change');
  const renew = useWrite('user.reset');
  const unlock = useWrite('user.unlock');
  const set = (part: Partial<typeof typed>): void => setTyped((before) => ({ ...before, ...part }));
  return (
    <Dialog title={user.name} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await change.run({ id: user.id, ...typed }))) return;
          toast(t('admin.userChanged'));
          changed();
        }}
      >
        <TextField
          label={t('admin.name')}
          value={typed.name}
          onInput={(name) => set({ name })}
          required
          problem={problemAt(change.problem?.fields, 'name')}
        />
        <SelectField
          label={t('admin.role')}
          value={typed.role}
          options={around.roles}
          onInput={(role) => set({ role })}
        />
        <Teams teams={around.teams} value={typed.teamIds} change={(teamIds) => set({ teamIds })} />
        <CheckField label={t('admin.active')} checked={typed.active} onInput={(active) => set({ active })} />
        <p class="small soft">{t('admin.sessionsEnd')}</p>
        {user.locked && (
          <div class="note risk">
            <p>{t('admin.lockedWhat')}</p>
            <button
              type="button"
              class="btn"
              disabled={unlock.busy}
              onClick={async () => {
                if (!(await unlock.run({ id: user.id }))) return;
                toast(t('admin.unlocked'));
                changed();
              }}
            >
              {t('admin.unlock')}
            </button>
            <Refusal problem={unlock.problem} />
          </div>
        )}
        <Refusal problem={change.problem} />
        <Refusal problem={renew.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={change.busy}>
            {t('admin.save')}
          </button>
          <button
            type="button"
            class="btn danger push"
            disabled={renew.busy}
            onClick={async () => {
              const made = await renew.run({ id: user.id });
              if (made) reset({ login: user.login, password: made.password });
            }}
          >
            {t('admin.reset')}
          </button>
        </div>
        <p class="small soft">{t('admin.resetWhat')}</p>
      </form>
    </Dialog>
  );
}
