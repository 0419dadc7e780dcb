package dev.spate.generation;

/// Nobody can say yet whether there is the model that was asked for, since a list of models is
/// still missing, which the message names.
public final class UnlistedModel extends RuntimeException {
  UnlistedModel(String missing) {
    super("it is not known yet whether there is this model, without " + missing);
  }
}
