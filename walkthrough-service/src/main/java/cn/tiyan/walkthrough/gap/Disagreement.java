package cn.tiyan.walkthrough.gap;

import cn.tiyan.walkthrough.demand.Share;
import org.jspecify.annotations.Nullable;

/**
 * How far the two sides are apart on an item: the citizens' share minus the walkers', with Newcombe's 95 % interval for the difference
 * of two shares (method 10: made of their Wilson intervals).
 *
 * @param difference −1 to 1; above 0 citizens are worse off than walkers found; absent where a side has nothing
 * @param low lower end of the interval
 * @param high upper end of it
 * @param atLeast what they differ by at the least, 0 to 1: the end of the interval next to 0, and 0 where it reaches over 0
 * @param smallSample true where either side rests on too little: shown, never ranked
 */
public record Disagreement(@Nullable Double difference, @Nullable Double low, @Nullable Double high, double atLeast, boolean smallSample, Verdict verdict) {

    /** What the number is, for whoever reads it. */
    public static final String DEFINITION = "分歧 = 群众不满意比例 − 走流程发现问题比例。群众不满意比例为期内有效群众反馈中差评（满意度低于 3）、办不成事和经规则认定须整改的占比；"
            + "走流程发现问题比例为期内走流程和体验员体验中至少发现一个问题或需求的占比。正数表示群众反映的问题多于走流程发现，负数相反；区间为 95% 置信区间，"
            + "按区间最接近 0 的一端排序，区间跨 0 的视为无明显差异。任一侧样本不足的只列出、不排名。";

    static Disagreement between(Share citizens, Share walkers) {
        Double said = citizens.rate();
        Double found = walkers.rate();
        Double saidLow = citizens.low();
        Double saidHigh = citizens.high();
        Double foundLow = walkers.low();
        Double foundHigh = walkers.high();
        if (said == null || found == null || saidLow == null || saidHigh == null || foundLow == null || foundHigh == null) {
            return new Disagreement(null, null, null, 0, true, Verdict.TOO_FEW);
        }
        double difference = said - found;
        double low = difference - Math.hypot(said - saidLow, foundHigh - found);
        double high = difference + Math.hypot(saidHigh - said, found - foundLow);
        boolean small = citizens.smallSample() || walkers.smallSample();
        double atLeast = low > 0 ? low : high < 0 ? -high : 0;
        Verdict verdict = small ? Verdict.TOO_FEW : low > 0 ? Verdict.CITIZENS_WORSE : high < 0 ? Verdict.WALKERS_WORSE : Verdict.NO_CLEAR_DIFFERENCE;
        return new Disagreement(difference, low, high, atLeast, small, verdict);
    }

    double differenceOr(double otherwise) {
        return difference == null ? otherwise : difference;
    }

    double lowOr(double otherwise) {
        return low == null ? otherwise : low;
    }

    double highOr(double otherwise) {
        return high == null ? otherwise : high;
    }
}
