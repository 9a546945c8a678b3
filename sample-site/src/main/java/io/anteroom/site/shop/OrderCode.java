package io.anteroom.site.shop;

import java.security.SecureRandom;

/** Makes codes of orders that can be read out on the telephone, and not be guessed. */
final class OrderCode {

  /** Without letters that look or sound like others. */
  private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

  /** Thirty to the twelfth power: nearly 59 bits. */
  private static final int GROUPS = 3;

  private static final int GROUP = 4;

  private static final SecureRandom CHANCE = new SecureRandom();

  private OrderCode() {}

  /** Another one, such as {@code K7QX-2MDP-9TRA}. */
  static String next() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(LETTERS.charAt(CHANCE.nextInt(LETTERS.length())));
    }
    return code.toString();
  }
}
