package dev.sessionkill.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Takes what a client accepts without its parameters: JSON has none (RFC 8259, section 11). Spring
 * would match {@code application/json;charset=UTF-16}, find after the kill that nothing writes it,
 * and repeat any other parameter in the answer's {@code Content-Type}.
 */
@Component
class AcceptedTypes implements WebMvcConfigurer {

    private static final List<MediaType> OURS =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_NDJSON);

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(new WithoutParameters()));
    }

    /**
     * Without what is refused with {@code q=0} (RFC 9110, section 12.5.1), which Spring would send.
     * A wildcard beside that is taken for what the gateway has of it and is not refused.
     */
    static List<MediaType> acceptable(List<MediaType> ranges) {
        if (ranges.stream().noneMatch(AcceptedTypes::isRefused)) {
            return ranges;
        }
        List<MediaType> bySpecificity = new ArrayList<>(ranges);
        bySpecificity.sort(Comparator.comparingInt(AcceptedTypes::wildcards));
        return Stream.concat(
                        ranges.stream().filter(MediaType::isConcrete),
                        OURS.stream()
                                .flatMap(
                                        it ->
                                                bySpecificity.stream()
                                                        .filter(range -> range.includes(it))
                                                        .limit(1)
                                                        .map(it::copyQualityValue)))
                .filter(it -> !isRefused(it))
                .distinct()
                .toList();
    }

    private static boolean isRefused(MediaType range) {
        return range.getQualityValue() == 0;
    }

    private static int wildcards(MediaType range) {
        return (range.isWildcardType() ? 1 : 0) + (range.isWildcardSubtype() ? 1 : 0);
    }

    private static final class WithoutParameters implements ContentNegotiationStrategy {

        private final ContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

        @Override
        public List<MediaType> resolveMediaTypes(NativeWebRequest request)
                throws HttpMediaTypeNotAcceptableException {
            List<MediaType> acceptable =
                    acceptable(
                            header.resolveMediaTypes(request).stream()
                                    .map(WithoutParameters::plain)
                                    .toList());
            if (acceptable.isEmpty()) {
                throw new HttpMediaTypeNotAcceptableException("everything is refused");
            }
            return acceptable;
        }

        private static MediaType plain(MediaType type) {
            MediaType plain = new MediaType(type.getType(), type.getSubtype());
            return plain.copyQualityValue(type);
        }
    }
}
