import { useId } from 'react';
import { PLATFORMS, POST_PICTURE } from '../../export/share/platform.ts';
import type { PostLinks } from '../../export/share/post.ts';
import { onceFor, snippetFor } from '../../export/share/snippet.ts';
import { useIntents, useView } from '../store.ts';
import { CopyField } from './CopyField.tsx';
import { FileButtons } from './FileButtons.tsx';
import { type Order, pictureOf, postOf } from './order.ts';
import { useShareWords } from './share-words.ts';

interface Props {
  readonly order: Order;
  readonly links: PostLinks;
}

/** Asks where the post lives and gives the one text that works there. */
export function PostPart({ order, links }: Props) {
  const words = useShareWords();
  const platform = useView((view) => view.platform);
  const { view } = useIntents();
  const id = useId();
  return (
    <section>
      <h3>{words.post}</h3>
      <fieldset className="platforms">
        <legend>{words.where}</legend>
        <div>
          {PLATFORMS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={`${id}-platform`}
                checked={platform === one}
                onChange={() => view({ platform: one })}
              />
              <span>{words.platforms[one].name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {platform === null ? (
        <p className="quiet">{words.ask}</p>
      ) : (
        <Recipe key={platform} {...{ order, links, platform }} />
      )}
    </section>
  );
}

function Recipe({ order, links, platform }: Props & { readonly platform: (typeof PLATFORMS)[number] }) {
  const words = useShareWords();
  const { name, paste, limit } = words.platforms[platform];
  const once = onceFor(platform);
  const picture = POST_PICTURE[platform];
  const what = words.snippet(name);
  return (
    <div className="recipe">
      <p>{paste}</p>
      <CopyField what={what} text={snippetFor(platform, postOf(order, links, pictureOf(platform)))} lines="all" />
      <p className="limit">{limit}</p>
      {once === null ? null : (
        <>
          <p>{words.once(once.path)}</p>
          <CopyField what={once.path} text={once.text} lines="all" />
        </>
      )}
      {picture === null ? null : (
        <FileButtons order={order} kinds={[picture.kind]} taps={[]} title={words[picture.how]} />
      )}
    </div>
  );
}
