package cn.tiyan.experiencer.report;

import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** “我说的事怎么样了”: what became of one entry, in a sentence or two that anybody understands. */
final class Story {

    private Story() {
    }

    /** @param unitName name of a unit by its code */
    static String of(Entry entry, Instant reported, UnaryOperator<String> unitName) {
        return switch (entry.kind()) {
            case PRAISE -> "谢谢您的肯定，已于" + day(reported) + "记录。";
            case SUGGESTION -> suggestion(Objects.requireNonNull(entry.suggestion()), reported, unitName);
            case PROBLEM, DEMAND -> entry.issue() == null ? "已于" + day(reported) + "收到，正在登记为" + entry.kind().chinese() + "。"
                    : finding(entry.kind(), entry.issue(), unitName);
        };
    }

    private static String suggestion(Suggestion suggestion, Instant reported, UnaryOperator<String> unitName) {
        if (suggestion.status() == SuggestionStatus.RAISED) {
            return "您的建议已于" + day(reported) + "收到，等待营商办答复。";
        }
        String who = day(suggestion.at()) + "，" + name(suggestion.unit(), unitName);
        String words = ended(Objects.requireNonNullElse(suggestion.words(), ""));
        return switch (suggestion.status()) {
            case UNDER_STUDY -> who + "答复：正在研究。" + words;
            case ADOPTED -> who + "采纳了您的建议，计划于" + day(suggestion.promised()) + "前落实：" + words;
            case DONE -> who + "落实了您的建议：" + words;
            default -> who + "答复：未采纳。理由：" + words;
        };
    }

    private static String finding(EntryKind kind, Progress issue, UnaryOperator<String> unitName) {
        String since = day(issue.since());
        String unit = issue.unit() == null ? "承办单位" : name(issue.unit(), unitName);
        String told = switch (issue.stage()) {
            case REGISTERED -> "您反映的" + kind.chinese() + "已于" + since + "登记，等待营商办研判。";
            case TRIAGED -> since + "，营商办已受理，正在确定承办单位。";
            case DISPATCHED -> since + "，已派给" + unit + "办理，等待签收。";
            case RETURN_REQUESTED -> since + "，" + unit + "认为不属于本单位职责，营商办正在审核。";
            case ACCEPTED -> since + "，" + unit + "已签收。";
            case RECTIFYING -> "自" + since + "起，" + unit + "正在整改。";
            case SUBMITTED -> since + "，" + unit + "报告已整改，等待其他单位核查。";
            case SENT_BACK -> since + "，核查没有通过，已退回" + unit + "继续整改。";
            case VERIFIED -> since + "，整改已通过核查，请您评价结果。";
            case RATED -> since + "，已评价，等待营商办销号。";
            case REOPENED -> since + "，结果没有达到要求，" + unit + "正在重新办理。";
            case CLOSED -> since + "，" + unit + "已办结，问题销号。";
            case ARCHIVED -> "已于" + day(issue.settledAt()) + "由" + unit + "办结，回头看没有复发，" + since + "归档。";
            case MERGED -> issue.settledAt() == null ? "与他人反映的同一问题合并办理，尚未办结。" : "与他人反映的同一问题合并办理，已于" + day(issue.settledAt()) + "办结。";
            case REJECTED -> since + "，不予受理。理由：" + ended(Objects.requireNonNullElse(issue.reason(), "未说明"));
        };
        return told + improved(issue) + again(issue);
    }

    private static String improved(Progress issue) {
        String changes = issue.changes().isEmpty() ? "" : "因为您的反映，" + String.join("；", issue.changes()) + "。";
        return issue.commonProblemId() == null ? changes : changes + "这一问题已被认定为共性问题，有关单位正在或已经逐一自查。";
    }

    private static String again(Progress issue) {
        return issue.awaited().map(asked -> "办结已满 " + asked.day() + " 天，请再看一次：问题是否复发。").orElse("");
    }

    /** Whether anything is asked of whoever reported; what, in a few words. */
    static @Nullable String asked(Entry entry) {
        Progress issue = entry.issue();
        if (issue == null) {
            return null;
        }
        return issue.stage() == IssueStage.VERIFIED ? "请评价办理结果" : issue.awaited().isPresent() ? "请再看一次：问题是否复发" : null;
    }

    private static String name(@Nullable String unit, UnaryOperator<String> unitName) {
        return unit == null ? "营商办" : unitName.apply(unit);
    }

    private static String ended(String words) {
        return words.isEmpty() || words.matches("(?s).*[。！？.!?]\\s*") ? words : words + "。";
    }

    private static String day(@Nullable Instant at) {
        return at == null ? "近日" : day(China.day(at));
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "近日" : day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
