package cn.tiyan.feedback.feedback;

import org.jspecify.annotations.Nullable;

/**
 * What the others have been told of an order's later course.
 *
 * @param withdrawn whether it stands withdrawn
 * @param urges how often it was pressed for
 * @param callBack what the citizen answered
 */
record Told(boolean withdrawn, int urges, @Nullable CallBack callBack) {

    static final Told NOTHING = new Told(false, 0, null);
}
