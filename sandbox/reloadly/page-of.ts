export interface PageWish {
  /** 1-based; 0 means 1. */
  page: number;
  size: number;
}

/** Reads `page` and `size`; too big a size is cut to the cap. */
export function readPageWish(query: URLSearchParams, limits: { size: number; cap: number }): PageWish {
  const whole = (name: string, fallback: number) => {
    const value = Number(query.get(name) ?? fallback);
    return Number.isInteger(value) && value > 0 ? value : fallback;
  };
  return { page: whole("page", 1), size: Math.min(whole("size", limits.size), limits.cap) };
}

const SORT = `{"sorted":false,"unsorted":true,"empty":true}`;

/** The page envelope as JSON text; only the page's own rows are written out. */
export function pageOf<Row>(rows: Row[], { page, size }: PageWish, text: (row: Row) => string): string {
  const number = page - 1;
  const offset = number * size;
  const content = rows.slice(offset, offset + size).map(text);
  const totalPages = Math.ceil(rows.length / size);
  return (
    `{"content":[${content.join(",")}],` +
    `"pageable":{"sort":${SORT},"pageNumber":${number},"pageSize":${size},"offset":${offset},"paged":true,"unpaged":false},` +
    `"totalElements":${rows.length},"totalPages":${totalPages},"last":${number >= totalPages - 1},"first":${number === 0},` +
    `"sort":${SORT},"numberOfElements":${content.length},"size":${size},"number":${number},"empty":${content.length === 0}}`
  );
}
