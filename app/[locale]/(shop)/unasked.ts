const NOTHING = Promise.resolve({});

/** A page as it is with nothing asked in its address: it reads no request, so that it is made once and kept (`priced/`, see `next.config.mjs`). */
export const unasked =
  <Props extends { params: Promise<object>; searchParams?: Promise<object> }, Made>(
    page: (props: Props) => Made,
  ) =>
  ({ params }: Pick<Props, "params">): Made =>
    page({ params, searchParams: NOTHING } as unknown as Props);
