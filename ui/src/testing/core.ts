/** A core that a test brings: answers by command, and news it can tell. */
import type { Command, News } from "../bridge";
import { answerWith } from "./program";

/** `watch` is the name of a call that is followed. */
type Answers = Partial<Record<Command, (input: any, watch?: string) => unknown>>;
type Heard = (event: { payload: unknown }) => void;

export interface Core {
  /** What was asked, in order. */
  readonly asked: { command: string; input: any }[];
  /** Tells a piece of news to everybody who listens. */
  tell<N extends keyof News>(news: N, payload: News[N]): void;
}

/** Puts a core in place; a command without an answer is refused. */
export function aCore(answers: Answers): Core {
  const asked: Core["asked"] = [];
  const listeners = new Map<string, Set<Heard>>();
  answerWith({
    invoke: async (_call, { command, input, watch }) => {
      asked.push({ command, input });
      const answer = answers[command as Command];
      if (answer === undefined) throw { code: "not_allowed", message: `no answer for ${command}`, field: null };
      return answer(input, watch);
    },
    listen: async (news, heard) => {
      const all = listeners.get(news) ?? new Set();
      listeners.set(news, all.add(heard));
      return () => void all.delete(heard);
    },
  });
  return {
    asked,
    tell: (news, payload) => listeners.get(news)?.forEach((heard) => heard({ payload })),
  };
}

/** Lets everything that waits for an answer go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
