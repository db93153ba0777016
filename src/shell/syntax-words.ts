import type { Words } from './words.ts';

const w = (en: string, ko: string): Words => ({ en, ko });

/** What the signs of the shell's language do. */
export const OPERATOR_WORDS: Readonly<Record<string, Words>> = {
  '|': w('passes the output on to the next command', '출력을 다음 명령에 넘긴다'),
  '|&': w('passes output and errors on to the next command', '출력과 오류를 다음 명령에 넘긴다'),
  '||': w('goes on only when the command before has failed', '앞 명령이 실패했을 때만 이어 간다'),
  '&&': w('goes on only when the command before has succeeded', '앞 명령이 성공했을 때만 이어 간다'),
  '&': w('runs the command in the background', '명령을 백그라운드에서 실행한다'),
  ';': w('then the next command', '이어서 다음 명령'),
  '>': w('writes the output to a file', '출력을 파일에 쓴다'),
  '>>': w('adds the output to a file', '출력을 파일 끝에 덧붙인다'),
  '2>': w('writes the errors to a file', '오류를 파일에 쓴다'),
  '2>&': w('sends the errors to where the output goes', '오류를 출력과 같은 곳으로 보낸다'),
  '>&': w('sends the output to where another one goes', '출력을 다른 출력과 같은 곳으로 보낸다'),
  '&>': w('writes output and errors to a file', '출력과 오류를 파일에 쓴다'),
  '<': w('reads the input from a file', '입력을 파일에서 읽는다'),
  '<<': w('the lines up to the word that follows are the input', '뒤따르는 단어까지의 줄이 입력이 된다'),
  '<<-': w('the same, without tabs at the beginning of lines', '같지만 줄 앞의 탭은 뺀다'),
  '<<<': w('the word that follows is the input', '뒤따르는 단어가 입력이 된다'),
  '$(': w('is replaced by what the command inside prints', '안쪽 명령의 출력으로 바뀐다'),
  '`': w('is replaced by what the command inside prints', '안쪽 명령의 출력으로 바뀐다'),
  '(': w('runs the commands in a shell of their own', '명령들을 따로 연 셸에서 실행한다'),
};

/** What the words of the shell's language do. */
const KEYWORDS: readonly (readonly [string, Words])[] = [
  ['for', w('does the same for each of several words', '여러 단어마다 같은 일을 한다')],
  ['in', w('the words follow', '단어 목록이 이어진다')],
  ['while', w('repeats as long as the command succeeds', '명령이 성공하는 동안 되풀이한다')],
  ['until', w('repeats until the command succeeds', '명령이 성공할 때까지 되풀이한다')],
  ['do', w('here begins what is repeated', '되풀이할 것의 시작')],
  ['done', w('here ends what is repeated', '되풀이할 것의 끝')],
  ['if', w('asks whether a command succeeds', '명령이 성공하는지 묻는다')],
  ['then', w('what is done if so', '그렇다면 할 일')],
  ['elif', w('otherwise asks another command', '아니면 다른 명령을 묻는다')],
  ['else', w('what is done otherwise', '아니라면 할 일')],
  ['fi', w('here ends the condition', '조건의 끝')],
  ['case', w('compares a word with patterns', '단어를 패턴과 견준다')],
  ['esac', w('here end the patterns', '패턴의 끝')],
  ['function', w('gives commands a name', '명령들에 이름을 붙인다')],
  ['time', w('says how long the command took', '명령에 걸린 시간을 알린다')],
  ['{', w('here begins a group of commands', '명령 묶음의 시작')],
  ['}', w('here ends a group of commands', '명령 묶음의 끝')],
  ['!', w('turns success and failure around', '성공과 실패를 뒤집는다')],
  ['[[', w('asks whether a condition holds', '조건이 맞는지 묻는다')],
];

export const KEYWORD_WORDS: ReadonlyMap<string, Words> = new Map(KEYWORDS);

/** What the commands do that are part of the shell itself. */
export const BUILTIN_WORDS: Readonly<Record<string, Words>> = {
  cd: w('goes to another folder', '다른 폴더로 간다'),
  pwd: w('prints the folder that the shell is in', '지금 있는 폴더를 출력한다'),
  echo: w('prints its words', '단어들을 출력한다'),
  printf: w('prints its words by a pattern', '단어들을 서식에 맞춰 출력한다'),
  export: w('gives a variable to the programs that are started', '시작하는 프로그램에 변수를 물려준다'),
  unset: w('forgets a variable or a function', '변수나 함수를 지운다'),
  alias: w('gives a command another name', '명령에 다른 이름을 붙인다'),
  unalias: w('takes such a name back', '그런 이름을 거둔다'),
  read: w('reads a line into a variable', '한 줄을 변수에 읽어 들인다'),
  test: w('asks whether a condition holds', '조건이 맞는지 묻는다'),
  '[': w('asks whether a condition holds', '조건이 맞는지 묻는다'),
  true: w('does nothing and succeeds', '아무것도 하지 않고 성공한다'),
  false: w('does nothing and fails', '아무것도 하지 않고 실패한다'),
  type: w('says what a name stands for', '이름이 무엇을 가리키는지 알린다'),
  history: w('lists the lines that were typed', '입력했던 줄들을 보여준다'),
  jobs: w('lists what runs in the background', '백그라운드에서 도는 것을 보여준다'),
  fg: w('brings a background job to the front', '백그라운드 작업을 앞으로 가져온다'),
  wait: w('waits for background jobs', '백그라운드 작업을 기다린다'),
  kill: w('sends a signal to a job', '작업에 시그널을 보낸다'),
  exit: w('ends the shell', '셸을 끝낸다'),
  set: w('changes how the shell behaves', '셸의 동작을 바꾼다'),
  source: w('runs the lines of a file here', '파일의 줄들을 여기서 실행한다'),
  eval: w('runs its words as a line', '단어들을 한 줄로 실행한다'),
  break: w('leaves a loop', '반복을 빠져나간다'),
  continue: w('goes on with the next turn of a loop', '반복의 다음 차례로 간다'),
};

export const ASSIGNMENT: Words = w('sets a variable', '변수를 정한다');
export const VARIABLE: Words = w('is replaced by the value of the variable', '변수의 값으로 바뀐다');
