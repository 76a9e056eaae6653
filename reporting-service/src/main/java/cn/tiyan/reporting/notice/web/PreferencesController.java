package cn.tiyan.reporting.notice.web;

import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.reporting.notice.ChannelKind;
import cn.tiyan.reporting.notice.NoticeKind;
import cn.tiyan.reporting.notice.Preferences.Choice;
import cn.tiyan.reporting.notice.Readers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the caller wants to be told; nobody else's is ever shown. */
@RestController
@RequestMapping("/api/v1/notices/preferences")
@Tag(name = "通知")
class PreferencesController {

    private static final String REQUIRED = "必填";

    private final Readers readers;

    PreferencesController(Readers readers) {
        this.readers = readers;
    }

    /**
     * All of it.
     *
     * @param email needed for EMAIL; absent keeps what is known, empty removes it
     * @param phone a mobile number of the mainland, needed for SMS; likewise
     * @param digest whether there is a daily digest
     * @param digestHour at which hour of the day, 0 to 23, in China
     * @param channels beside the inbox, where everything lies
     * @param kinds what is sent there
     */
    record Choose(
            @Nullable @Size(max = 254, message = "邮箱地址不超过 254 个字符")
            @Pattern(regexp = "|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.)+[A-Za-z]{2,24}", message = "应为邮箱地址，例如 zhang@example.com") String email,
            @Nullable @Pattern(regexp = "|1[3-9]\\d{9}", message = "应为 11 位手机号码") String phone,
            @NotNull(message = REQUIRED) Boolean digest,
            @NotNull(message = REQUIRED) @Min(value = 0, message = "应为 0 至 23") @Max(value = 23, message = "应为 0 至 23") Integer digestHour,
            @NotNull(message = REQUIRED) Set<@NotNull(message = REQUIRED) ChannelKind> channels,
            @NotNull(message = REQUIRED) Set<@NotNull(message = REQUIRED) NoticeKind> kinds) {

        /** Made of what is known: masked as it is shown, nobody can send it back. */
        Choice on(Choice known) {
            return new Choice(chosen(email, Personal.Kind.EMAIL, known.email()), chosen(phone, Personal.Kind.PHONE, known.phone()), digest, digestHour, channels, kinds);
        }

        private static @Nullable Personal chosen(@Nullable String said, Personal.Kind kind, @Nullable Personal known) {
            return said == null ? known : said.isEmpty() ? null : Personal.of(kind, said);
        }
    }

    /** The same, e-mail address and phone masked. */
    record PreferencesView(@Nullable Personal email, @Nullable Personal phone, boolean digest, int digestHour, Set<ChannelKind> channels, Set<NoticeKind> kinds, long version) {
    }

    /** How the caller is told, with its version as ETag; "0" while they have chosen nothing. */
    @GetMapping
    @Operation(summary = "查看我的接收方式")
    ResponseEntity<PreferencesView> get(Caller caller) {
        return answer(readers.seen(caller));
    }

    /** Sets all of it. */
    @PutMapping
    @Operation(summary = "设置我的接收方式", description = "未填写的邮箱、手机号码保持不变，填空文本的删除；站内通知始终保留")
    ResponseEntity<PreferencesView> choose(IfMatch version, @Valid @RequestBody Choose body, Caller caller) {
        return answer(readers.choose(body::on, version.version(), caller));
    }

    private static ResponseEntity<PreferencesView> answer(Readers.Chosen chosen) {
        Choice choice = chosen.choice();
        return ResponseEntity.ok().eTag("\"" + chosen.version() + "\"").body(new PreferencesView(choice.email(), choice.phone(), choice.digest(), choice.digestHour(),
                choice.channels(), choice.kinds(), chosen.version()));
    }
}
