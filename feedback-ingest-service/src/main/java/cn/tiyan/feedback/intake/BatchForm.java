package cn.tiyan.feedback.intake;

/** How several pushes come in one request. */
public enum BatchForm {
    /** One push a line, {@code application/x-ndjson}. */
    LINES,
    /** A JSON array of CloudEvents, {@code application/cloudevents-batch+json}. */
    EVENTS
}
