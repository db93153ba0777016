import { useEffect, useState } from 'react';
import { altText } from '../../export/markdown-snippet.ts';
import { exportedOf, type Order } from './order.ts';
import { pictureRequest } from './picture-file.ts';
import { useShareWords } from './share-words.ts';

/** The picture of the moment as it will be. Where it cannot be fetched there is none: everything else works without. */
export function Preview({ order }: { order: Order }) {
  const words = useShareWords();
  const [picture, setPicture] = useState<{ readonly of: Order; readonly svg: string | null } | null>(null);

  // The network: what draws pictures, and the words of another language, are fetched.
  useEffect(() => {
    let gone = false;
    drawn(order).then(
      (svg) => {
        if (!gone) setPicture({ of: order, svg });
      },
      () => {
        if (!gone) setPicture({ of: order, svg: null });
      },
    );
    return () => {
      gone = true;
    };
  }, [order]);

  const pending = picture?.of !== order ? '' : undefined;
  const svg = picture?.svg ?? null;
  return (
    <div className="share-preview" data-pending={pending}>
      {svg === null ? null : (
        <img
          alt={words.preview(altText(exportedOf(order, 'moment')))}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
        />
      )}
    </div>
  );
}

/** With our fonts: an image of this page cannot take the page's. */
async function drawn(order: Order): Promise<string | null> {
  const [{ exportPicture }, { pageWorkshop }, request] = await Promise.all([
    import('../still/export-picture.ts'),
    import('../still/page-workshop.ts'),
    pictureRequest(order, 'svg'),
  ]);
  const made = await exportPicture({
    request: { ...request, fonts: 'own' },
    format: 'svg',
    scale: 1,
    workshop: pageWorkshop(),
  });
  return made.kind === 'made' && typeof made.file.content === 'string' ? made.file.content : null;
}
