const MARK = "whole";

/** Keeps a page from being painted before its mark is there: with half of its content, it would move under the buyer's finger. */
export const PaintedWhole = () => <link rel="expect" href={`#${MARK}`} blocking="render" />;

/** The mark: what stands before it is there when the page is first painted. One a page. */
export const Whole = () => <span id={MARK} hidden />;
