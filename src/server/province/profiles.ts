import type { Ports } from '../../core/ports.ts';
import { demoActor } from './returns/demo.ts';
import { doAt } from './returns/tell.ts';

interface Said {
  destination: string;
  kind: string;
  daysAgo: number;
  text: Record<string, string>;
  source: { name: string; link: string };
}

/** Marked as demo: what holds today, the demo cannot know. Numbers are those that the countries themselves publish. */
const demo = {
  en: 'Demo text: check it before you rely on it.',
  vi: 'Nội dung minh họa: hãy kiểm tra trước khi dùng.',
};
const said = (en: string, vi: string) => ({ en: `${en}\n\n${demo.en}`, vi: `${vi}\n\n${demo.vi}` });

const sections: readonly Said[] = [
  {
    destination: 'JP',
    kind: 'costs',
    daysAgo: 40,
    text: said(
      'No worker should pay for a job.\n\n- Ask for a receipt for everything you pay.\n- Never leave your passport with anybody.',
      'Người lao động không phải trả tiền để có việc làm.\n\n- Hãy đòi biên lai cho mọi khoản đã nộp.\n- Đừng giao hộ chiếu cho ai giữ.',
    ),
    source: {
      name: 'ILO: General principles and operational guidelines for fair recruitment',
      link: 'https://www.ilo.org/',
    },
  },
  {
    destination: 'JP',
    kind: 'emergency',
    daysAgo: 40,
    text: said('- Police: 110\n- Fire and ambulance: 119', '- Cảnh sát: 110\n- Cứu hỏa và cấp cứu: 119'),
    source: { name: 'Japan National Tourism Organization', link: 'https://www.jnto.go.jp/' },
  },
  {
    destination: 'TW',
    kind: 'emergency',
    // Long ago: this one is to be reviewed.
    daysAgo: 320,
    text: said(
      '- Police: 110\n- Fire and ambulance: 119\n- Foreign workers’ line, day and night: 1955',
      '- Cảnh sát: 110\n- Cứu hỏa và cấp cứu: 119\n- Đường dây lao động nước ngoài, cả ngày đêm: 1955',
    ),
    source: { name: 'Workforce Development Agency', link: 'https://www.wda.gov.tw/' },
  },
  {
    destination: 'KR',
    kind: 'emergency',
    daysAgo: 70,
    text: said(
      '- Police: 112\n- Fire and ambulance: 119\n- Immigration contact centre: 1345',
      '- Cảnh sát: 112\n- Cứu hỏa và cấp cứu: 119\n- Trung tâm hỗ trợ người nước ngoài: 1345',
    ),
    source: { name: 'HiKorea', link: 'https://www.hikorea.go.kr/' },
  },
  {
    destination: 'TH',
    kind: 'emergency',
    daysAgo: 25,
    text: said(
      '- Police: 191\n- Ambulance: 1669\n- Social assistance centre: 1300',
      '- Cảnh sát: 191\n- Cấp cứu: 1669\n- Trung tâm trợ giúp xã hội: 1300',
    ),
    source: { name: 'Ministry of Social Development and Human Security', link: 'https://www.m-society.go.th/' },
  },
];

/** Writes what the demo's organisation knows of a few countries, each when it was written; one of them is stale. */
export async function tellCountries(ports: Ports, now: Date): Promise<void> {
  const writer = await demoActor(ports, 'supervisor@demo');
  for (const { destination, kind, daysAgo, text, source } of sections)
    await doAt(ports, writer, new Date(now.getTime() - daysAgo * 86_400_000), 'profile.write', {
      destination,
      kind,
      version: 0,
      text,
      sources: [source],
      public: true,
      publish: true,
    });
}
