package cn.tiyan.faults;

import cn.tiyan.faults.Item.Kind;
import cn.tiyan.faults.Item.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What there is to be pushed: orders of two hotlines, one in its own dialect, services and their ratings, reports of what could not be
 * got done. Each comes in some versions, some of them twice; what is next is drawn from among many, so that nothing comes in order.
 */
final class Matters {

    private static final int AMONG = 600;

    private final String run;
    private final Random random;
    private final List<Item> waiting = new ArrayList<>();
    private int matters;

    Matters(String run, long seed) {
        this.run = run;
        this.random = new Random(seed);
    }

    /** Some at random, of one sender and kind. */
    synchronized List<Item> draw(int most) {
        while (waiting.size() < AMONG) {
            begin();
        }
        List<Item> drawn = new ArrayList<>();
        Item first = take(random.nextInt(waiting.size()));
        drawn.add(first);
        for (int at = waiting.size() - 1; at >= 0 && drawn.size() < most; at--) {
            if (waiting.get(at).sender() == first.sender() && waiting.get(at).kind() == first.kind()) {
                drawn.add(take(at));
            }
        }
        return drawn;
    }

    /** To be pushed once more. */
    synchronized void again(List<Item> items) {
        waiting.addAll(items);
    }

    private Item take(int at) {
        Item item = waiting.get(at);
        Item last = waiting.removeLast();
        if (at < waiting.size()) {
            waiting.set(at, last);
        }
        return item;
    }

    private void begin() {
        String key = run + "-" + matters++;
        int which = random.nextInt(20);
        if (which < 10) {
            versions(3, version -> order(key, version));
        } else if (which < 12) {
            versions(3, version -> dalian(key, version));
        } else if (which < 14) {
            versions(2, version -> report(key, version));
        } else {
            versions(2, version -> service(key, version));
            for (int rating = 1; rating <= 1 + random.nextInt(2); rating++) {
                int number = rating;
                versions(2, version -> rating(key, number, version));
            }
        }
    }

    /** A version is one snapshot, however often it is pushed. */
    private interface Snapshot {

        Item of(int version);
    }

    private void versions(int most, Snapshot snapshot) {
        int newest = 1 + random.nextInt(most);
        for (int version = 1; version <= newest; version++) {
            Item item = snapshot.of(version);
            waiting.add(item);
            if (random.nextInt(3) == 0) {
                waiting.add(item);
            }
        }
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private Item order(String key, int version) {
        boolean complaint = oneIn(8);
        return new Item(Sender.SHENYANG, Kind.ORDER, key, version, order(key, version, complaint ? "COMPLAINT" : "CONSULTATION"), complaint);
    }

    /** An order that is good if the handling mode is one. */
    static String order(String key, int version, String handlingMode) {
        return """
                {"orderNumber":"%s","version":%d,"updatedAt":"%s","calledAt":"%s","title":"故障试验 第%d版","content":"反复推送的工单。",\
                "handlingMode":"%s","responsibleUnit":"210100-HRSS","callerName":"李晓明","callerPhone":"13912345678"}"""
                .formatted(key, version, time(version), time(version), version, handlingMode);
    }

    private Item dalian(String key, int version) {
        boolean complaint = oneIn(8);
        return new Item(Sender.DALIAN, Kind.ORDER, key, version, """
                {"HEAD":{"XTDM":"DL12345"},"DATA":{"GDBH":"%s","BBH":"%d","GXRQ":"2026-11-23","GXSJ":"08:00:0%d",\
                "LDSJ":"2026-11-23 08:00:0%d","BT":"故障试验 第%d版","SQNR":"反复推送的工单。","CLFS":"%s","CBDWDM":"DL02"}}""".formatted(key, version, version, version, version, complaint ? "03" : "01"), complaint);
    }

    private static Item report(String key, int version) {
        return new Item(Sender.WINDOW, Kind.REPORT, key, version, """
                {"reportNumber":"%s","version":%d,"updatedAt":"%s","reportedAt":"%s","unit":"210100-HRSS",\
                "reasonClass":"MATERIALS","text":"反复推送的记录。"}"""
                .formatted(key, version, time(version), time(version)), true);
    }

    private static Item service(String project, int version) {
        return new Item(Sender.LIAONING, Kind.SERVICE, project, version, """
                {"projectNumber":"%s","version":%d,"servedAt":"%s","department":"210100-HRSS",\
                "itemCode":"210100HRSS000001","itemName":"企业职工参保登记 第%d版"}"""
                .formatted(project, version, time(version), version), false);
    }

    private Item rating(String project, int number, int version) {
        boolean bad = oneIn(8);
        return new Item(Sender.LIAONING, Kind.RATING, project + "/" + number, version, """
                {"projectNumber":"%s","ratingNumber":%d,"version":%d,"ratedAt":"%s","satisfaction":%d,"text":"反复推送的评价。"}"""
                .formatted(project, number, version, time(version), bad ? 1 : 5), bad);
    }

    private static String time(int version) {
        return Item.EPOCH.plusSeconds(version).toString();
    }
}
