package cn.tiyan.walkthrough.walkthrough;

/** What a device wrote down. */
public enum EntryKind {
    /** A step began. */
    STEP_STARTED,
    /** A step ended, and how. */
    STEP_ENDED,
    /** A checkpoint of the checklist was looked at. */
    CHECKPOINT,
    /** 发现: a fact observed at a checkpoint. */
    FINDING,
    /** Any remark. An entry made by mistake is edited into one. */
    NOTE,
    /** A photo was taken; the photo itself comes by another request. */
    PHOTO
}
