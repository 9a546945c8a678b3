package io.anteroom.authorizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One stage of one API, with everything below it. API Gateway keeps a policy and applies it to
 * every call with the same token, so a policy for the one method that was called would lock the
 * same caller out of all others.
 *
 * @param resource what a policy calls it: {@code arn:aws:execute-api:region:account:api/stage/*}
 */
record Stage(String resource) {

  /** Up to the stage; what follows is the caller's. A resource may have 512 characters. */
  private static final Pattern METHOD_ARN =
      Pattern.compile(
          "(arn:aws[a-z-]{0,20}:execute-api:[a-z0-9-]{1,40}:[0-9]{12}:[a-z0-9]{1,40}"
              + "/(?:[A-Za-z0-9_-]{1,128}|\\$default)/).*",
          Pattern.DOTALL);

  /**
   * The stage of a method.
   *
   * @throws UnknownEventException if that is no method of an API
   */
  static Stage of(String methodArn) {
    Matcher method = METHOD_ARN.matcher(methodArn);
    if (!method.matches()) {
      throw new UnknownEventException("methodArn is not the ARN of an API's method");
    }
    return new Stage(method.group(1) + "*");
  }
}
