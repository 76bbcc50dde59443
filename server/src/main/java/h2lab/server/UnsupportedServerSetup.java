package h2lab.server;

/** A dispatch method was asked for something it does not do. */
public final class UnsupportedServerSetup extends UnsupportedOperationException {
  private static final long serialVersionUID = 1;

  /**
   * @param method the dispatch method's name
   * @param why what it does not do, for the user
   */
  public UnsupportedServerSetup(String method, Tls tls, String why) {
    super("dispatch method " + method + " does not serve with --tls " + tls.label() + ": " + why);
  }
}
