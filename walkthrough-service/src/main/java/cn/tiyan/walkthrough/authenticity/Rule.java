package cn.tiyan.walkthrough.authenticity;

import java.util.Optional;
import java.util.function.Function;

/**
 * One rule.
 *
 * @param name stable, such as {@code copied-text}
 * @param kind of the signals it raises
 * @param threshold what it takes, in Chinese, with the figures in force
 * @param check whether it applies
 */
public record Rule(String name, SignalKind kind, Function<AuthenticityPolicy, String> threshold, Check check) {

    /** Whether a rule applies to a walkthrough. */
    interface Check {

        Optional<Trigger> on(Walked walked, Known known, AuthenticityPolicy policy);
    }
}
