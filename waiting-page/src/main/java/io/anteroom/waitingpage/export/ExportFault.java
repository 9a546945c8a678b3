package io.anteroom.waitingpage.export;

/** The files can't be written as it was asked; the message says why, to whoever asked. */
final class ExportFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportFault(String message) {
    super(message);
  }

  ExportFault(String message, Exception cause) {
    super(message, cause);
  }
}
