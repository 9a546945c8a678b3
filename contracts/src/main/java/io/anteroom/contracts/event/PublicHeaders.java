package io.anteroom.contracts.event;

/** The headers of records in the public topics; their values are UTF-8. */
public final class PublicHeaders {

  /** The {@link DetailType}. */
  public static final String DETAIL_TYPE = "detail-type";

  /** The {@link PublicEvent#id}. */
  public static final String ID = "id";

  private PublicHeaders() {}
}
