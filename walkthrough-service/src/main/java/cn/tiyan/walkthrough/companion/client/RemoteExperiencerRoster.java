package cn.tiyan.walkthrough.companion.client;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.walkthrough.companion.Availability;
import cn.tiyan.walkthrough.companion.ExperiencerRoster;
import cn.tiyan.walkthrough.companion.client.ExperiencerClient.Answer;
import feign.FeignException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;
import org.springframework.stereotype.Component;

/** Asks experiencer-service, in the caller's own name. Whatever is not a clear answer is "unavailable", never a guess. */
@Component
class RemoteExperiencerRoster implements ExperiencerRoster {

    private static final Logger log = LoggerFactory.getLogger(RemoteExperiencerRoster.class);
    private static final String FIELD = "experiencerId";

    private final ExperiencerClient client;

    RemoteExperiencerRoster(ExperiencerClient client) {
        this.client = client;
    }

    @Override
    public Availability availability(String experiencerId, LocalDate day) {
        Answer answer;
        try {
            answer = client.availability(experiencerId, day);
        } catch (NoFallbackAvailableException e) {
            throw refusal(e.getCause(), experiencerId);
        } catch (RuntimeException e) {
            throw refusal(e, experiencerId);
        }
        if (answer == null || answer.eligible() == null || answer.free() == null
                || !experiencerId.equals(answer.experiencerId()) || !day.equals(answer.date())) {
            log.error("experiencer-service did not answer what was asked about {} on {}", experiencerId, day);
            throw unavailable();
        }
        return new Availability(answer.eligible(), answer.free(), answer.reason());
    }

    private static RuntimeException refusal(@Nullable Throwable failure, String experiencerId) {
        switch (failure) {
            case FeignException.NotFound _ -> {
                return new UnknownReference(FIELD, "没有编号为 " + experiencerId + " 的体验员");
            }
            case FeignException.UnprocessableEntity _ -> {
                return Refusal.rule("experiencer-date-refused", "startedAt", "该日期已超出体验员安排的可查询范围，不能再登记体验员陪同");
            }
            case FeignException.Unauthorized _ -> {
                return Refusal.unauthenticated("unauthorized", "登录已失效，请重新登录后再提交");
            }
            case FeignException.Forbidden _ -> {
                return Refusal.forbidden("您没有查询体验员安排的权限");
            }
            case null, default -> {
                // The class says enough (time-out, refused, circuit open, unreadable); a body could hold personal data.
                log.warn("experiencer-service gave no answer: {}", failure instanceof FeignException answered && answered.status() > 0
                        ? "HTTP " + answered.status() + ", " + failure.getClass().getSimpleName() : String.valueOf(failure));
                return unavailable();
            }
        }
    }

    private static Refusal unavailable() {
        return Refusal.unavailable("experiencer-service-unavailable", "暂时无法核实体验员当日安排，请稍后重试");
    }
}
