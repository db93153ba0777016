import type { HereDoc, Redirect, Redirection } from 'unbash';
import { FileSink } from '../process/file-sink.ts';
import { absolute, streamed } from '../process/files.ts';
import { NOWHERE, type Sink, type Source, textSource } from '../process/stream.ts';
import type { Task } from '../process/task.ts';
import { textOf, textOfParts } from './expand.ts';
import { ShellError } from './flow.ts';
import type { Io, Shell } from './shell.ts';

/** The input and output of a command with its redirections carried out, from left to right. Throws ShellError. */
export function* redirected(shell: Shell, redirects: readonly Redirection[], io: Io): Task<Io> {
  let out = io;
  for (const redirect of redirects) {
    if (redirect.descriptor?.type === 'FileDescriptorVariable') {
      throw new ShellError(`{${redirect.descriptor.name}}>: not supported in this lab shell`);
    }
    if (redirect.type === 'HereDoc') out = { ...out, stdin: textSource(yield* hereText(shell, redirect, io)) };
    else if (redirect.type === 'HereString') {
      const text = redirect.target === undefined ? '' : yield* textOf(shell, redirect.target, io);
      out = { ...out, stdin: textSource(`${text}\n`) };
    } else out = yield* pointed(shell, redirect, out);
  }
  return out;
}

function* hereText(shell: Shell, doc: HereDoc, io: Io): Task<string> {
  const { body, delimiter, operator } = doc;
  const plain = delimiter?.quoted === true || body.parts === undefined;
  const text = plain ? body.text : yield* textOfParts(shell, body.parts, io);
  return operator === '<<-' ? text.replace(/^\t+/gm, '') : text;
}

function* pointed(shell: Shell, redirect: Redirect, io: Io): Task<Io> {
  const { operator } = redirect;
  const fd =
    redirect.descriptor?.type === 'FileDescriptor' ? redirect.descriptor.value : operator.startsWith('<') ? 0 : 1;
  const target = redirect.target === undefined ? '' : yield* textOf(shell, redirect.target, io);
  if (target === '') throw new ShellError('ambiguous redirect');
  if (operator === '>&' || operator === '<&') {
    if (target === '-') return withFd(io, fd, NOWHERE, NOWHERE);
    if (/^[012]$/.test(target)) {
      const sink = target === '2' ? io.stderr : io.stdout;
      return withFd(io, fd, target === '0' ? io.stdin : NOWHERE, sink);
    }
    if (/^\d+$/.test(target)) throw new ShellError(`${target}: Bad file descriptor`);
    const sink = opened(shell, target, false);
    return { ...io, stdout: sink, stderr: sink };
  }
  if (operator === '<') return withFd(io, fd, input(shell, target), NOWHERE);
  const sink = opened(shell, target, operator === '>>' || operator === '&>>' || operator === '<>');
  if (operator === '&>' || operator === '&>>') return { ...io, stdout: sink, stderr: sink };
  return withFd(io, fd, NOWHERE, sink);
}

function withFd(io: Io, fd: number, source: Source, sink: Sink): Io {
  if (fd === 0) return { ...io, stdin: source };
  if (fd === 1) return { ...io, stdout: sink };
  if (fd === 2) return { ...io, stderr: sink };
  throw new ShellError(`${fd}: only the descriptors 0, 1 and 2 exist in this lab shell`);
}

function input(shell: Shell, target: string): Source {
  if (target === '/dev/null') return NOWHERE;
  const path = absolute(target, shell.folder);
  if (shell.host.files.isFolder(path)) throw new ShellError(`${target}: Is a directory`);
  const content = shell.host.files.read(path);
  if (content === null) throw new ShellError(`${target}: No such file or directory`);
  return textSource(streamed(content));
}

function opened(shell: Shell, target: string, append: boolean): Sink {
  if (target === '/dev/null') return NOWHERE;
  const { files } = shell.host;
  const path = absolute(target, shell.folder);
  if (!append || files.read(path) === null) {
    const answer = files.write(path, '');
    if (!answer.ok) throw new ShellError(`${target}: ${answer.error}`);
  }
  return new FileSink(files, path);
}
