package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.authenticity.Walked.Found;
import cn.tiyan.walkthrough.authenticity.Walked.Passed;
import cn.tiyan.walkthrough.authenticity.Walked.Photo;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A season of honest and staged walkthroughs, made by a seed; docs/authenticity.md says how and what it leaves out. A staged one uses one to
 * three tricks; one in four of those who use a trick is careful about it.
 */
final class Walks implements Complaints {

    static final LocalDate BEGIN = LocalDate.of(2026, 9, 1);
    static final LocalDate DEADLINE = LocalDate.of(2026, 12, 10);
    private static final int UNITS = 40;
    private static final int LATE_UNITS = 2;
    private static final int CRAMMED_UNITS = 4;
    private static final int WALKERS = 5;
    /** In a unit that leaves it to the end, everybody has to go. */
    private static final int LATE_WALKERS = 25;
    private static final int ITEMS = 60;
    private static final int HOT_ITEMS = 10;
    private static final List<String> STEPS = List.of("注册登录", "咨询申请", "材料提交", "资料预审", "受理审批", "进度查询", "结果反馈", "评价");

    private final SplittableRandom random;
    private final List<Made> made = new ArrayList<>();
    private final Map<String, long[]> complaints = new HashMap<>();
    private final List<Shot> shots = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, byte[]> files = new HashMap<>();

    /**
     * One walkthrough and the truth about it.
     *
     * @param staged by which tricks; none for an honest one
     */
    record Made(Walked walked, Set<SignalKind> staged) {
    }

    /** A photo that was handed in. */
    private record Shot(Scene scene, Instant at) {
    }

    Walks(long seed, int honest, int staged) {
        random = new SplittableRandom(seed);
        for (int unit = 0; unit < UNITS; unit++) {
            for (int item = 0; item < ITEMS; item++) {
                boolean hot = item < HOT_ITEMS && random.nextInt(100) < 30;
                complaints.put(item(item).code() + unit(unit), times(hot ? 26 : random.nextInt(4)));
            }
        }
        // Mixed, so that tricks have something to copy from, and the honest something staged before them.
        for (int i = 0, left = staged; i < honest; i++) {
            honest();
            if (i > honest / 10 && (long) (staged - left) * honest < (long) staged * i && left > 0) {
                staged();
                left--;
            }
            if (i == honest - 1) {
                for (; left > 0; left--) {
                    staged();
                }
            }
        }
    }

    /** In the order in which they were handed in. */
    List<Made> all() {
        return made.stream().sorted(Comparator.comparing((Made one) -> one.walked().handedInAt()).thenComparing(one -> one.walked().id())).toList();
    }

    /** The content of a photo. */
    InputStream photo(String sha256) {
        return new ByteArrayInputStream(Objects.requireNonNull(files.get(sha256)));
    }

    @Override
    public long count(String item, String unit, Instant from, Instant to) {
        return Arrays.stream(complaints.getOrDefault(item + unit, new long[0])).filter(at -> at >= from.toEpochMilli() && at < to.toEpochMilli()).count();
    }

    private long[] times(int count) {
        long begin = China.begins(BEGIN.minusDays(60)).toEpochMilli();
        long end = China.begins(DEADLINE).toEpochMilli();
        return random.longs(count, begin, end).sorted().toArray();
    }

    private static String unit(int number) {
        return "99%02d%02d-HRSS".formatted(1 + number / 10, 2 + number % 10);
    }

    private static ServiceItemRef item(int number) {
        return new ServiceItemRef("ITEM-" + number, "第" + number + "号事项办理");
    }

    /** Everything about a walkthrough before it is one. */
    private final class Plan {

        int unit;
        String walker = "";
        int item;
        Channel channel = Channel.COUNTER;
        @Nullable String bundle;
        @Nullable String place;
        boolean announced;
        Instant start = Instant.EPOCH;
        List<Passed> steps = new ArrayList<>();
        List<Found> findings = new ArrayList<>();
        List<Photo> photos = new ArrayList<>();
        Duration handedInAfter = Duration.ofMinutes(30);

        boolean inPerson() {
            return channel == Channel.COUNTER || channel == Channel.KIOSK;
        }

        Instant end() {
            return steps.getLast().finishedAt();
        }

        boolean hot() {
            return count(Walks.item(item).code(), Walks.unit(unit), start.minus(60, ChronoUnit.DAYS), start) >= 5;
        }

        Made made(Set<SignalKind> staged) {
            String id = "wlk_made%05d".formatted(made.size());
            String code = Walks.unit(unit);
            var walked = new Walked(id, walker, code, List.of("990000", code.substring(0, 4) + "00", code.substring(0, 6), code), Walks.item(item), bundle == null ? List.of() : List.of(bundle), channel,
                    place == null ? code : place, announced, start, end(), end().plus(handedInAfter), null, List.copyOf(steps), List.copyOf(findings),
                    List.copyOf(photos));
            var one = new Made(walked, Set.copyOf(staged));
            made.add(one);
            return one;
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void honest() {
        Plan plan = plan(random.nextInt(LATE_UNITS + CRAMMED_UNITS, UNITS));
        if (chance(5)) {
            // A unit that begins late and is honest all the same.
            plan = plan(random.nextInt(LATE_UNITS));
            beginLate(plan, 12);
        } else if (chance(2)) {
            plan = plan(LATE_UNITS + random.nextInt(CRAMMED_UNITS));
        }
        plan.announced = chance(40);
        steps(plan, chance(8) ? 0.15 : 1);
        interrupted(plan);
        if (chance(20)) {
            byTheMinute(plan);
        }
        write(plan, chance(plan.hot() ? 75 : 60));
        if (chance(6) && made.size() > 100) {
            again(plan);
        }
        photograph(plan);
        Made one = plan.made(EnumSet.noneOf(SignalKind.class));
        if (chance(4)) {
            together(one);
        }
    }

    private Plan plan(int unit) {
        Plan plan = new Plan();
        plan.unit = unit;
        plan.walker = "walker." + unit + "." + random.nextInt(WALKERS);
        plan.item = random.nextInt(ITEMS);
        plan.channel = Channel.values()[random.nextInt(Channel.values().length)];
        LocalDate day;
        int tried = 0;
        do {
            day = BEGIN.plusDays(random.nextLong(ChronoUnit.DAYS.between(BEGIN, DEADLINE)));
        } while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY
                || isBusy(plan, day) && ++tried < 500);
        begin(plan, day);
        plan.handedInAfter = chance(10) ? Duration.ofHours(14 + random.nextInt(10)) : Duration.ofMinutes(1 + random.nextInt(180));
        return plan;
    }

    /** Nobody walks twice on a day, or on one that may still be taken up by the day before, but for those who are made to. */
    private boolean isBusy(Plan plan, LocalDate day) {
        return busy.contains(plan.walker + day.minusDays(1)) || busy.contains(plan.walker + day) || busy.contains(plan.walker + day.plusDays(1));
    }

    private void begin(Plan plan, LocalDate day) {
        plan.start = morning(day);
        busy.add(plan.walker + day);
    }

    /** In a crowded season it may take another colleague, or, when all are busy, two on one day. */
    private void beginLate(Plan plan, int days) {
        LocalDate day = DEADLINE;
        for (int tried = 0; tried < 50; tried++) {
            day = DEADLINE.minusDays(random.nextInt(days));
            plan.walker = "walker." + plan.unit + "." + random.nextInt(LATE_WALKERS);
            if (!busy.contains(plan.walker + day)) {
                break;
            }
        }
        begin(plan, day);
    }

    private Instant morning(LocalDate day) {
        return day.atTime(8, 30).atZone(China.ZONE).toInstant().plusSeconds(random.nextInt(5 * 3600)).plusMillis(1 + random.nextInt(900));
    }

    /** @param pace 1 as people are; a fast clerk needs a sixth */
    private void steps(Plan plan, double pace) {
        Instant at = plan.start;
        int from = random.nextInt(3);
        for (String name : STEPS.subList(from, from + 3 + random.nextInt(3))) {
            int materials = random.nextInt(4);
            double median = plan.inPerson() ? 480 : 240;
            long seconds = Math.round(Math.max(plan.inPerson() ? 35 : 12, pace * median * Math.exp(0.7 * gauss())) + 4 * materials);
            Instant end = at.plusSeconds(seconds);
            plan.steps.add(new Passed(name, at, end, !chance(12), materials, chance(30) ? 30 : null, List.of()));
            at = end.plusSeconds(random.nextInt(300));
        }
    }

    private double gauss() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Lunch, a meeting, waiting for what was promised, or until tomorrow. */
    private void interrupted(Plan plan) {
        int which = random.nextInt(100);
        int at = 1 + random.nextInt(plan.steps.size() - 1);
        if (which < 15) {
            shift(plan, at, Duration.ofMinutes(50 + random.nextInt(80)));
        } else if (which < 18) {
            shift(plan, at, Duration.ofMinutes(120 + random.nextInt(150)));
        } else if (which < 21) {
            Passed step = plan.steps.get(at - 1);
            Duration wait = Duration.ofMinutes(200 + random.nextInt(180));
            shift(plan, at, wait);
            plan.steps.set(at - 1, new Passed(step.name(), step.startedAt(), step.finishedAt().plus(wait), step.passed(), step.materials(), 480, step.texts()));
        } else if (which < 26) {
            shift(plan, at, Duration.ofHours(22 + random.nextInt(5)));
        }
    }

    private static void shift(Plan plan, int from, Duration by) {
        for (int i = from; i < plan.steps.size(); i++) {
            Passed step = plan.steps.get(i);
            plan.steps.set(i, new Passed(step.name(), step.startedAt().plus(by), step.finishedAt().plus(by), step.passed(), step.materials(),
                    step.promisedMinutes(), step.texts()));
        }
    }

    private static void byTheMinute(Plan plan) {
        plan.start = plan.start.truncatedTo(ChronoUnit.MINUTES);
        plan.steps.replaceAll(step -> new Passed(step.name(), step.startedAt().truncatedTo(ChronoUnit.MINUTES), step.finishedAt().truncatedTo(ChronoUnit.MINUTES),
                step.passed(), step.materials(), step.promisedMinutes(), step.texts()));
    }

    private void write(Plan plan, boolean findsSomething) {
        boolean stock = chance(30);
        for (int i = 0; i < plan.steps.size(); i++) {
            if (chance(65)) {
                var text = new StringBuilder(Writing.sentence(random));
                if (chance(40)) {
                    text.append(Writing.sentence(random));
                }
                if (stock && chance(50)) {
                    text.append(Writing.stock(random));
                }
                say(plan, i, text.toString());
            }
        }
        if (findsSomething) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                Passed step = Writing.any(plan.steps, random);
                plan.findings.add(new Found(step.finishedAt(), true, Writing.sentence(random) + Writing.sentence(random)));
            }
        } else if (chance(70)) {
            plan.steps.replaceAll(step -> new Passed(step.name(), step.startedAt(), step.finishedAt(), true, step.materials(), step.promisedMinutes(), step.texts()));
        }
    }

    private static void say(Plan plan, int step, String text) {
        Passed before = plan.steps.get(step);
        plan.steps.set(step, new Passed(before.name(), before.startedAt(), before.finishedAt(), before.passed(), before.materials(), before.promisedMinutes(), List.of(text)));
    }

    /** The same service walked a second time by the same person, who writes much of it as before. */
    private void again(Plan plan) {
        List<Made> own = made.stream().filter(one -> one.walked().walker().equals(plan.walker)).toList();
        if (!own.isEmpty()) {
            Walked before = Writing.any(own, random).walked();
            plan.item = Integer.parseInt(before.item().code().replaceAll("\\D", ""));
            reuse(plan, before, 25 + random.nextInt(50));
        }
    }

    /** Says what another one says, sentence by sentence, but so many in a hundred are its own. */
    private void reuse(Plan plan, Walked other, int own) {
        int step = 0;
        plan.findings.clear();
        plan.steps.replaceAll(each -> new Passed(each.name(), each.startedAt(), each.finishedAt(), each.passed(), each.materials(), each.promisedMinutes(), List.of()));
        for (String text : other.texts()) {
            var said = new StringBuilder();
            for (String sentence : text.split("(?<=。)")) {
                said.append(chance(own) ? Writing.sentence(random) : sentence);
            }
            if (step < plan.steps.size()) {
                say(plan, step++, said.toString());
            } else {
                plan.findings.add(new Found(plan.end(), true, said.toString()));
            }
        }
    }

    private void photograph(Plan plan) {
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean hall = chance(20);
            long place = hall ? plan.unit : Scene.HALLS + random.nextInt(1_000_000_000);
            add(plan, new Scene(place, hall ? random.nextDouble(-0.15, 0.15) : 0, hall ? random.nextDouble(-0.1, 0.1) : 0, random.nextInt(-15, 16), random.nextLong()));
        }
    }

    private void add(Plan plan, Scene scene) {
        byte[] file = Scene.jpeg(scene.picture(), 0.85f);
        files.put(digest(file), file);
        shots.add(new Shot(scene, plan.end().plus(plan.handedInAfter)));
        plan.photos.add(new Photo("照片" + (plan.photos.size() + 1), null, digest(file)));
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(cn.tiyan.platform.id.Ids.sha256(bytes));
    }

    /** 一件事: a second item on the same visit; half of them are not marked as such. */
    private void together(Made first) {
        Plan plan = plan(Integer.parseInt(first.walked().walker().split("\\.")[1]));
        boolean marked = chance(50);
        if (marked) {
            Walked walked = first.walked();
            made.remove(first);
            made.add(new Made(new Walked(walked.id(), walked.walker(), walked.unit(), walked.within(), walked.item(), List.of("BUNDLE-1"), walked.channel(), walked.place(),
                    walked.announced(), walked.startedAt(), walked.finishedAt(), walked.handedInAt(), null, walked.steps(), walked.findings(), walked.photos()), first.staged()));
        }
        plan.walker = first.walked().walker();
        plan.channel = first.walked().channel();
        plan.bundle = marked ? "BUNDLE-1" : null;
        plan.start = first.walked().startedAt().plusSeconds(120 + random.nextInt(600));
        plan.announced = first.walked().announced();
        steps(plan, 1);
        write(plan, chance(60));
        photograph(plan);
        plan.made(EnumSet.noneOf(SignalKind.class));
    }

    private void staged() {
        Set<SignalKind> tricks = EnumSet.noneOf(SignalKind.class);
        List<SignalKind> possible = Arrays.stream(SignalKind.values()).filter(kind -> !kind.isCircumstance()).toList();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            tricks.add(Writing.any(possible, random));
        }
        boolean crammed = tricks.contains(SignalKind.DEADLINE_CLUSTER);
        Plan plan = plan(crammed ? LATE_UNITS + random.nextInt(CRAMMED_UNITS) : random.nextInt(LATE_UNITS + CRAMMED_UNITS, UNITS));
        if (crammed) {
            beginLate(plan, chance(25) ? 12 : 6);
        }
        plan.announced = chance(70);
        if (tricks.contains(SignalKind.ALL_PERFECT) && !complainedAbout(plan)) {
            tricks.remove(SignalKind.ALL_PERFECT);
        }
        steps(plan, 1);
        write(plan, chance(50));
        if (tricks.contains(SignalKind.COPIED_TEXT) && !copy(plan)) {
            tricks.remove(SignalKind.COPIED_TEXT);
        }
        if (tricks.contains(SignalKind.IMPOSSIBLE_PACE)) {
            hurry(plan, tricks.contains(SignalKind.ALL_PERFECT) || crammed);
        }
        if (tricks.contains(SignalKind.LONG_GAP)) {
            shift(plan, 1, Duration.ofMinutes(chance(25) ? 180 + random.nextInt(59) : 250 + random.nextInt(150)));
        }
        if (tricks.contains(SignalKind.SEEN_PHOTO)) {
            if (!useAgain(plan)) {
                tricks.remove(SignalKind.SEEN_PHOTO);
            }
        } else {
            photograph(plan);
        }
        if (tricks.contains(SignalKind.ALL_PERFECT)) {
            plan.findings.clear();
            plan.steps.replaceAll(step -> new Passed(step.name(), step.startedAt(), step.finishedAt(), true, step.materials(), step.promisedMinutes(), step.texts()));
            if (chance(25)) {
                // Careful: something small is found.
                plan.findings.add(new Found(plan.end(), true, Writing.sentence(random)));
            }
        }
        plan.made(tricks);
    }

    private boolean complainedAbout(Plan plan) {
        for (int tried = 0; tried < 200; tried++) {
            plan.item = random.nextInt(HOT_ITEMS);
            if (plan.hot()) {
                return true;
            }
        }
        return false;
    }

    private boolean copy(Plan plan) {
        List<Made> before = made.stream().filter(one -> one.walked().handedInAt().isBefore(plan.start) && one.walked().texts().size() > 2).toList();
        List<Made> own = before.stream().filter(one -> one.walked().unit().equals(unit(plan.unit))).toList();
        List<Made> from = own.isEmpty() || chance(40) ? before : own;
        if (!from.isEmpty()) {
            reuse(plan, Writing.any(from, random).walked(), chance(25) ? 40 + random.nextInt(20) : random.nextInt(25));
        }
        return !from.isEmpty();
    }

    /** @param stays whether unit, place and day are to stay as they are */
    private void hurry(Plan plan, boolean stays) {
        List<Made> own = made.stream().filter(one -> one.walked().walker().equals(plan.walker) && one.walked().handedInAt().isBefore(China.begins(DEADLINE))
                && one.walked().inPerson()).toList();
        int how = random.nextInt(own.isEmpty() || stays ? 2 : 4);
        boolean careful = chance(25);
        switch (how) {
            case 0, 1 -> {
                Instant at = plan.start;
                for (int i = 0; i < plan.steps.size(); i++) {
                    Passed step = plan.steps.get(i);
                    Instant end = at.plusSeconds(careful ? 15 + random.nextInt(30) : 1 + random.nextInt(8));
                    plan.steps.set(i, new Passed(step.name(), at, end, step.passed(), step.materials(), step.promisedMinutes(), step.texts()));
                    at = end.plusSeconds(1);
                }
                plan.findings.replaceAll(found -> new Found(plan.end(), found.callsForIssue(), found.text()));
                if (how == 1) {
                    plan.handedInAfter = Duration.ofSeconds(5);
                }
            }
            default -> {
                Walked other = Writing.any(own, random).walked();
                plan.channel = Channel.COUNTER;
                plan.place = "9909" + other.unit().substring(4);
                Instant start = how == 2 ? other.startedAt().plusSeconds(600) : other.finishedAt().plusSeconds(careful ? 4000 : 300 + random.nextInt(1500));
                Duration by = Duration.between(plan.start, start);
                plan.start = start;
                shift(plan, 0, by);
                plan.findings.replaceAll(found -> new Found(plan.end(), found.callsForIssue(), found.text()));
                plan.handedInAfter = Duration.between(plan.end(), later(plan.end(), other.handedInAt()).plusSeconds(600));
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The same file; sent on, smaller, brighter and compressed again; or, carefully, cut. */
    private boolean useAgain(Plan plan) {
        List<Shot> before = shots.stream().filter(shot -> shot.at().isBefore(plan.start)).toList();
        if (before.isEmpty()) {
            return false;
        }
        Shot shot = Writing.any(before, random);
        Scene scene = shot.scene();
        byte[] file;
        if (chance(25)) {
            file = Scene.jpeg(Scene.cut(scene.picture(), 0.06), 0.8f);
        } else if (chance(40)) {
            file = Scene.jpeg(scene.picture(), 0.85f);
        } else {
            var brighter = new Scene(scene.place(), scene.across(), scene.down(), scene.light() + random.nextInt(-12, 13), scene.grain());
            file = Scene.sentOn(brighter.picture(), 0.6 + random.nextDouble(0.3), 0.6f);
        }
        files.put(digest(file), file);
        plan.photos.add(new Photo("照片1", null, digest(file)));
        return true;
    }
}
