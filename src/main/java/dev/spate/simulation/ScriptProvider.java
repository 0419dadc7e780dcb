package dev.spate.simulation;

import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;

/// Makes models that say what is written for them: `{type: script, file: answers/why.md}` says a
/// text, or plays a tape, `why.ndjson`. Without a file it brings those that Spate ships, under the
/// name of the entry: `script/prose`.
public final class ScriptProvider implements GeneratorProvider {
  @Override
  public String type() {
    return "script";
  }

  @Override
  public Models open(String name, Settings settings) {
    var panel = Panel.speaking(settings);
    var file = settings.text("file", "");
    return file.isEmpty()
        ? ShippedScripts.open(name, panel, panel.card(type()))
        : new Simulator(AnswerFile.read(file, settings), panel).named(name, type());
  }
}
