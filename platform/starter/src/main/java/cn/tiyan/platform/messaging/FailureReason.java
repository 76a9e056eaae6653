package cn.tiyan.platform.messaging;

/** Why an event was parked in a dead-letter topic; each says what an operator does about it. */
public enum FailureReason {

    /** It is not a CloudEvent, or its data is not what its type promises. Correct the producer, then send the event anew. */
    UNREADABLE,

    /**
     * A rule of this service refuses it for good. Read the message beside it: either the rule or the event is wrong. After
     * mending, replay it.
     */
    REFUSED,

    /**
     * It names something this service did not come to know within the time it waits, such as a unit. See whether the events
     * that announce it arrive, then replay it.
     */
    UNKNOWN_REFERENCE,

    /** A defect in this service. Look up the trace id in its log, mend it, then replay. */
    DEFECT
}
