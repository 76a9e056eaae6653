package cn.tiyan.feedback.feedback;

/** How complete a piece of feedback is. */
public enum FeedbackState {
    /** A rating whose service message has not arrived: it is not known yet which unit it is about. */
    AWAITING_SERVICE,
    /** On record, and others know of it. */
    RECORDED
}
