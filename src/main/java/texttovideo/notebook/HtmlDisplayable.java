package texttovideo.notebook;

/** A value that says itself how it looks in a notebook; its {@code toString} says the same in words. */
public interface HtmlDisplayable {
  /** An HTML fragment that also shows in a notebook nobody has run yet: no scripts, no style sheets. */
  String html();
}
