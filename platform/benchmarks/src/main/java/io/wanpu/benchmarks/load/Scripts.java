package io.wanpu.benchmarks.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usual scripts. */
public final class Scripts {
  private Scripts() {}

  /** The same requests over and over, in turn. @param status that each answer must have */
  public static Script forever(List<byte[]> requests, int status) {
    return new Script() {
      private int next;

      @Override
      public byte[] next(int connection) {
        next = next + 1 == requests.size() ? 0 : next + 1;
        return requests.get(next);
      }

      @Override
      public int answered(int connection, Answer answer) {
        answer.expect(status);
        return 1;
      }
    };
  }

  /** Each request once. @param status that each answer must have */
  public static Script once(List<byte[]> requests, int status) {
    return new Script() {
      private int next;

      @Override
      public byte @Nullable [] next(int connection) {
        return next < requests.size() ? requests.get(next++) : null;
      }

      @Override
      public int answered(int connection, Answer answer) {
        answer.expect(status);
        return 1;
      }
    };
  }
}
