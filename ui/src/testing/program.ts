/** Stands where the program around the window is; the configuration of the tests puts it there. A test says who answers. */
type Invoke = (command: string, argument: { command: string; input: unknown; watch?: string }) => Promise<unknown>;
type Heard = (event: { payload: unknown }) => void;
type Listen = (news: string, heard: Heard) => Promise<() => void>;

const nobody: { invoke: Invoke; listen: Listen } = {
  invoke: () => Promise.reject(new Error("nobody answers in this test")),
  listen: async () => () => undefined,
};

let answering = nobody;

/** Lets somebody answer until the end of the test. */
export function answerWith(program: { invoke: Invoke; listen: Listen }): void {
  answering = program;
}

export function nobodyAnswers(): void {
  answering = nobody;
}

export const invoke: Invoke = (...call) => answering.invoke(...call);
export const listen: Listen = (...call) => answering.listen(...call);
