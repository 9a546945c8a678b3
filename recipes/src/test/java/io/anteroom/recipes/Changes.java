package io.anteroom.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a site changes in a file of a recipe: names, ports and addresses, and nothing else. */
public record Changes(Map<String, String> places) {

  /** Writes the recipe with the changes, each of which must have a place in it. */
  public void apply(Path recipe, Path changed) throws IOException {
    String text = Files.readString(recipe);
    String result = text;
    for (Map.Entry<String, String> place : places.entrySet()) {
      assertThat(text).contains(place.getKey());
      result = result.replace(place.getKey(), place.getValue());
    }
    Files.writeString(changed, result);
  }
}
