package cn.tiyan.walkthrough.authenticity;

import java.util.List;

/** All rules. Nothing else says what is looked at. */
public final class Rules {

    /** In the order in which they are shown. */
    public static final List<Rule> ALL = List.of(
            new Rule("step-pace", SignalKind.IMPOSSIBLE_PACE, policy -> "至少 2 个、且不少于 %s 的办成步骤用时少于 %d 秒（线上）或 %d 秒（现场），每份材料另加 %d 秒".formatted(
                    Said.percent(policy.pace().fastShare()), policy.pace().onlineSeconds(), policy.pace().inPersonSeconds(),
                    policy.pace().materialSeconds()), PaceRules::steps),
            new Rule("writing-pace", SignalKind.IMPOSSIBLE_PACE, policy -> "从开始到提交，平均每分钟录入超过 %d 字".formatted(policy.pace().charactersPerMinute()),
                    PaceRules::writing),
            new Rule("overlap", SignalKind.IMPOSSIBLE_PACE, policy -> "同一人两次走流程的步骤重叠超过 %d 分钟，同一件“一件事”的除外".formatted(
                    policy.pace().overlapMinutes()), PaceRules::overlap),
            new Rule("travel", SignalKind.IMPOSSIBLE_PACE, policy -> "同一人相邻两次现场走流程，跨县区间隔不足 %d 分钟，或跨市间隔不足 %d 分钟".formatted(
                    policy.pace().countyMinutes(), policy.pace().cityMinutes()), PaceRules::travel),
            new Rule("long-gap", SignalKind.LONG_GAP, policy -> "同一天内连续 %d 小时以上没有任何记录，承诺用时更长的步骤除外".formatted(policy.gapHours()), GapRules::longest),
            new Rule("copied-text", SignalKind.COPIED_TEXT, policy -> "与此前另一次走流程的文字相同比例不低于 %s，不足 %d 字的不比对".formatted(
                    Said.percent(policy.copy().likeness()), policy.copy().leastCharacters()), LikenessRules::copied),
            new Rule("seen-photo", SignalKind.SEEN_PHOTO, policy -> "与此前另一次走流程的照片为同一文件，或图像特征 64 位中相差不超过 %d 位".formatted(
                    policy.photo().distance()), LikenessRules::photo),
            new Rule("announced", SignalKind.ANNOUNCED, policy -> "事先告知被走访单位；本身不是问题，只降低“临期集中”和“与群众反映不符”的阈值", SeasonRules::announced),
            new Rule("deadline-cluster", SignalKind.DEADLINE_CLUSTER, policy -> "截止日前 %d 天内的走流程不少于 %d 次，且占本单位此前 %d 天的 %s 以上（事先告知的 %s）".formatted(
                    policy.cluster().days(), policy.cluster().least(), policy.cluster().periodDays(), Said.percent(policy.cluster().share()),
                    Said.percent(policy.cluster().announcedShare())), SeasonRules::cluster),
            new Rule("all-perfect", SignalKind.ALL_PERFECT, policy -> "没有发现任何问题或需求，而此前 %d 天内群众对该事项的反映不少于 %d 件（事先告知的 %d 件）".formatted(
                    policy.perfect().days(), policy.perfect().complaints(), policy.perfect().announcedComplaints()), SeasonRules::perfect));

    private Rules() {
    }
}
