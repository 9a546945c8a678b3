package io.anteroom.edge;

import java.time.Duration;
import java.util.Map;

/**
 * A call that is answered with an error, in words meant for the caller. Carries no stack trace: it
 * is an answer, not a fault.
 */
public abstract sealed class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String words;

  private Refusal(int status, String words) {
    super(words, null, false, false);
    this.status = status;
    this.words = words;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What is wrong, in words for the caller. */
  public String words() {
    return words;
  }

  /** Headers that go with it. */
  Map<String, String> headers() {
    return Map.of();
  }

  /** 400: something in the call can't be right. */
  public static final class Malformed extends Refusal {
    private static final long serialVersionUID = 1L;

    public Malformed(String words) {
      super(400, words);
    }
  }

  /** 403: not signed, or not signed rightly. Never says which part was wrong. */
  public static final class Forbidden extends Refusal {
    private static final long serialVersionUID = 1L;

    public Forbidden() {
      super(403, "a valid AWS Signature Version 4 is required");
    }
  }

  /** 403: no origin key, or a wrong one. */
  static final class WrongOriginKey extends Refusal {
    private static final long serialVersionUID = 1L;

    WrongOriginKey() {
      super(403, "a valid key is required in the header " + PublicAccess.HEADER);
    }
  }

  /** 403: signed by others than those who may send this, or not at all. */
  public static final class Untrusted extends Refusal {
    private static final long serialVersionUID = 1L;

    public Untrusted(String words) {
      super(403, words);
    }
  }

  /** 404: no such room, place or path. */
  public static final class NotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotFound(String words) {
      super(404, words);
    }
  }

  /** 405: the path is known, the method is not. */
  static final class WrongMethod extends Refusal {
    private static final long serialVersionUID = 1L;

    private final String allowed;

    WrongMethod(String allowed) {
      super(405, "this path takes " + allowed);
      this.allowed = allowed;
    }

    @Override
    Map<String, String> headers() {
      return Map.of("Allow", allowed);
    }
  }

  /** 408: the body did not come in time, or not whole. */
  static final class BodyCutShort extends Refusal {
    private static final long serialVersionUID = 1L;

    BodyCutShort() {
      super(408, "the body did not arrive in time");
    }
  }

  /** 409: it can be done, but not in the state that things are in. */
  public static final class Conflict extends Refusal {
    private static final long serialVersionUID = 1L;

    public Conflict(String words) {
      super(409, words);
    }
  }

  /** 410: it was there, and is over. */
  public static final class Gone extends Refusal {
    private static final long serialVersionUID = 1L;

    public Gone(String words) {
      super(410, words);
    }
  }

  /** 413: the body is longer than the endpoint takes. */
  static final class TooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    TooLarge(int maxLength) {
      super(413, "the body must not be longer than " + maxLength + " bytes");
    }
  }

  /** 415: the body is not of a type that the endpoint takes. */
  static final class WrongContentType extends Refusal {
    private static final long serialVersionUID = 1L;

    WrongContentType(String words) {
      super(415, words);
    }
  }

  /** 422: each part of the call is right, but they do not go together. */
  public static final class Unprocessable extends Refusal {
    private static final long serialVersionUID = 1L;

    public Unprocessable(String words) {
      super(422, words);
    }
  }

  /** One that passes by itself; the answer says when to try again. */
  public abstract static sealed class Passing extends Refusal {
    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    private Passing(int status, String words, Duration retryAfter) {
      super(status, words);
      this.retryAfterSeconds = Math.max(1, retryAfter.toSeconds());
    }

    @Override
    Map<String, String> headers() {
      return Map.of("Retry-After", Long.toString(retryAfterSeconds));
    }
  }

  /** 429: more than this caller, or this room, may send. */
  public static final class TooManyRequests extends Passing {
    private static final long serialVersionUID = 1L;

    /**
     * @param retryAfter when a retry makes sense, in whole seconds, at least one
     */
    public TooManyRequests(String words, Duration retryAfter) {
      super(429, words, retryAfter);
    }
  }

  /** 503: not now; the answer says when to try again. */
  public static final class Unavailable extends Passing {
    private static final long serialVersionUID = 1L;

    /**
     * @param retryAfter when a retry makes sense, in whole seconds, at least one
     */
    public Unavailable(String words, Duration retryAfter) {
      super(503, words, retryAfter);
    }
  }
}
