package cn.tiyan.walkthrough.authenticity;

import java.util.Optional;

/** Words and photos that have been used before. */
final class LikenessRules {

    private LikenessRules() {
    }

    /** Nearly the words of another walkthrough. */
    static Optional<Trigger> copied(Walked walked, Known known, AuthenticityPolicy policy) {
        return known.nearest(policy.copy()).map(copy -> new Trigger("文字与此前的走流程 %s 有 %s 相同（阈值：%s）%s".formatted(copy.session(),
                Said.percent(copy.likeness()), Said.percent(policy.copy().likeness()),
                copy.quote().isEmpty() ? "" : "，其中最长的一句是“" + Said.cut(copy.quote()) + "”"), copy.session(), copy.quote().isEmpty() ? null : copy.quote()));
    }

    /** A photo of another walkthrough. */
    static Optional<Trigger> photo(Walked walked, Known known, AuthenticityPolicy policy) {
        return known.seen(policy.photo()).map(seen -> Trigger.with(seen.session(), seen.distance() < 0
                ? "照片“%s”与此前的走流程 %s 使用的是同一个文件".formatted(seen.photo(), seen.session())
                : "照片“%s”与此前的走流程 %s 的一张照片几乎相同，64 位图像特征相差 %d 位（阈值：%d 位）".formatted(seen.photo(), seen.session(), seen.distance(),
                        policy.photo().distance())));
    }
}
