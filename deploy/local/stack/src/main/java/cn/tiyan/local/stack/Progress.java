package cn.tiyan.local.stack;

import java.time.Duration;
import java.time.Instant;

/** How far one component has come; written by the thread that brings it up, read by the one that draws. */
final class Progress {

    enum State {
        WAITING("等待"),
        STARTING("启动中"),
        HEALTHY("健康"),
        FAILED("失败"),
        BLOCKED("未启动");

        final String title;

        State(String title) {
            this.title = title;
        }

        boolean isFinal() {
            return this == HEALTHY || this == FAILED || this == BLOCKED;
        }
    }

    private final Component component;
    private State state = State.WAITING;
    private String note = "";
    private Instant since = Instant.now();
    private Instant until;

    Progress(Component component) {
        this.component = component;
    }

    synchronized void starting(String why) {
        state = State.STARTING;
        note = why;
        since = Instant.now();
    }

    synchronized void ends(State last, String why) {
        if (state == State.WAITING) {
            since = Instant.now();
        }
        state = last;
        note = why;
        until = Instant.now();
    }

    Component component() {
        return component;
    }

    synchronized State state() {
        return state;
    }

    synchronized String note() {
        return note;
    }

    /** Time since it was started; zero while it waits. */
    synchronized Duration time() {
        return state == State.WAITING ? Duration.ZERO : Duration.between(since, until == null ? Instant.now() : until);
    }
}
