package io.anteroom.oidc.authorize;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.anteroom.oidc.SampleClients;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site's request in the making: a right one, until something about it is changed. */
record Asking(Map<String, List<String>> parameters) {

  /** All that the shop has to say, and a state. */
  static Asking usual() {
    return new Asking(Map.of())
        .with("client_id", "Sample")
        .with("redirect_uri", SampleClients.SHOP)
        .with("response_type", "code")
        .with("scope", "openid")
        .with("state", "s1");
  }

  Asking with(String name, String value) {
    return change(name, List.of(value));
  }

  Asking without(String name) {
    return change(name, List.of());
  }

  Asking twice(String name, String first, String second) {
    return change(name, List.of(first, second));
  }

  private Asking change(String name, List<String> values) {
    Map<String, List<String>> changed = new LinkedHashMap<>(parameters);
    changed.put(name, new ArrayList<>(values));
    return new Asking(changed);
  }

  String query() {
    return URLUtils.serializeParameters(parameters);
  }
}
