import type { FlagTable } from '../../flags.ts';

export const FLAGS = {
  silent: { names: ['-s', '--silent'], about: { en: 'no progress and no errors', ko: '진행 표시와 오류를 감춘다' } },
  showError: { names: ['-S', '--show-error'], about: { en: 'errors in spite of -s', ko: '-s여도 오류는 보여 준다' } },
  verbose: {
    names: ['-v', '--verbose'],
    about: { en: 'tell what happens: lines with *, > and <', ko: '무슨 일이 일어나는지 말한다(*, >, < 줄)' },
  },
  head: { names: ['-I', '--head'], about: { en: 'only the head of the answer', ko: '응답의 헤더만' } },
  include: {
    names: ['-i', '--include', '--show-headers'],
    about: { en: 'the head of the answer, too', ko: '응답의 헤더도' },
  },
  connectTimeout: {
    names: ['--connect-timeout'],
    takes: 'SECONDS',
    about: { en: 'give up connecting after so long', ko: '연결을 이만큼만 시도한다' },
  },
  maxTime: {
    names: ['-m', '--max-time'],
    takes: 'SECONDS',
    about: { en: 'give up everything after so long', ko: '전체를 이만큼만 기다린다' },
  },
  output: {
    names: ['-o', '--output'],
    takes: 'FILE',
    about: { en: 'put the body into a file', ko: '본문을 파일에 쓴다' },
  },
  remoteName: {
    names: ['-O', '--remote-name'],
    about: { en: 'into a file named as in the URL', ko: 'URL의 이름으로 파일에 쓴다' },
  },
  writeOut: {
    names: ['-w', '--write-out'],
    takes: 'FORMAT',
    about: {
      en: 'print this at the end: %{http_code}, %{time_total} …',
      ko: '끝에 이 형식을 출력한다: %{http_code}, %{time_total} …',
    },
  },
  header: {
    names: ['-H', '--header'],
    takes: 'LINE',
    about: { en: 'send this header line', ko: '이 헤더 줄을 보낸다' },
  },
  method: {
    names: ['-X', '--request'],
    takes: 'METHOD',
    about: { en: 'this method instead of GET', ko: 'GET 대신 이 메서드로' },
  },
  data: {
    names: ['-d', '--data', '--data-raw'],
    takes: 'DATA',
    about: { en: 'send this as a POST', ko: '이 내용을 POST로 보낸다' },
  },
  userAgent: {
    names: ['-A', '--user-agent'],
    takes: 'NAME',
    about: { en: 'call itself so', ko: 'User-Agent를 정한다' },
  },
  fail: {
    names: ['-f', '--fail'],
    about: { en: 'an error status is a failure', ko: '오류 상태 코드면 실패로 끝난다' },
  },
  localPort: { names: ['--local-port'], takes: 'PORT', about: { en: 'from this port', ko: '이 포트에서 보낸다' } },
  interface: {
    names: ['--interface'],
    takes: 'DEV|ADDRESS',
    about: { en: 'from this device or address', ko: '이 장치나 주소에서 보낸다' },
  },
  retry: { names: ['--retry'], takes: 'N', about: { en: 'try again so often', ko: '이만큼 다시 시도한다' } },
  ipv4: { names: ['-4', '--ipv4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
  location: { names: ['-L', '--location'], about: { en: 'follow redirects', ko: '리다이렉트를 따라간다' } },
  insecure: { names: ['-k', '--insecure'], about: { en: 'do not check certificates', ko: '인증서를 확인하지 않는다' } },
  globoff: { names: ['-g', '--globoff'], about: { en: 'brackets in URLs are plain', ko: 'URL의 괄호를 글자로 본다' } },
  noBuffer: { names: ['-N', '--no-buffer'], about: { en: 'pass everything on at once', ko: '받는 대로 내보낸다' } },
  version: { names: ['-V', '--version'], about: { en: 'the version', ko: '버전' } },
  help: { names: ['-h', '--help'], about: { en: 'the usage', ko: '사용법' } },
} satisfies FlagTable;
