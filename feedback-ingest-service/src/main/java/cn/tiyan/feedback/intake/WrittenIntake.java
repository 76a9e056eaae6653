package cn.tiyan.feedback.intake;

/** Takes in a message that a sender wrote to Kafka, once more. */
public interface WrittenIntake {

    /**
     * Takes it in as it stands: its signature is held against the time when it was written, everything else against what holds now.
     *
     * @throws cn.tiyan.platform.refusal.Refusal as when it was first read: then nothing is kept
     */
    Intake.Receipt take(Written message);
}
