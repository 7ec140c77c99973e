package io.wanpu.kernel.publish;

/** WeChat's answer is no, and nothing has happened. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * @param words WeChat's own
   */
  public Refusal(int code, String words) {
    super(words);
    this.code = code;
  }

  /** WeChat's {@code errcode}. */
  public int code() {
    return code;
  }

  /** For people: number and words. */
  public String shown() {
    return code + " " + getMessage();
  }
}
