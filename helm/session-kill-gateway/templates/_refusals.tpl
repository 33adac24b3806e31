{{/* What the schema cannot say: values that are good each by itself and wrong together. */}}
{{- define "gateway.refusals" -}}
{{- $v := .Values -}}
{{- $several := include "gateway.several" . -}}
{{- $fewest := int (include "gateway.fewest" .) -}}
{{- $postgresql := $v.database.postgresql -}}
{{- if and $v.sandbox.enabled $v.gateway.accounts -}}
{{- fail "sandbox.enabled gives anybody a token, so it is never beside an account: remove gateway.accounts or the sandbox." -}}
{{- end -}}
{{- if not (or $v.sandbox.enabled $v.gateway.accounts) -}}
{{- fail "gateway.accounts names no account: the gateway would not start. Set gateway.accounts.default, or try it with sandbox.enabled." -}}
{{- end -}}
{{- if not (or $v.sandbox.enabled $v.gateway.access.issuers) -}}
{{- fail "gateway.access.issuers is empty: nobody's token would be believed." -}}
{{- end -}}
{{- range $name, $account := $v.gateway.accounts -}}
{{- $of := printf "gateway.accounts.%s.credentials" $name -}}
{{- $credentials := $account.credentials -}}
{{- $kinds := list -}}
{{- range list "existingSecret" "tke" "cvm-role" "assume-role" -}}
{{- if get $credentials . -}}{{- $kinds = append $kinds . -}}{{- end -}}
{{- end -}}
{{- if ne (len $kinds) 1 -}}
{{- fail (printf "%s names %s: exactly one of existingSecret, tke, cvm-role and assume-role." $of (default "none" (join " and " $kinds))) -}}
{{- end -}}
{{- if and (get $credentials "metadata-uri") (not (get $credentials "cvm-role")) -}}
{{- fail (printf "%s.metadata-uri goes with cvm-role only." $of) -}}
{{- end -}}
{{- if and (get $credentials "sts-endpoint") (not (or $credentials.tke (get $credentials "assume-role"))) -}}
{{- fail (printf "%s.sts-endpoint goes with tke or assume-role only." $of) -}}
{{- end -}}
{{- if and $credentials.tke $v.serviceAccount.create (not (get $v.serviceAccount.annotations "tke.cloud.tencent.com/role-arn")) -}}
{{- fail (printf "%s.tke without tke.cloud.tencent.com/role-arn in serviceAccount.annotations: the pod would have no identity, and the gateway would not start." $of) -}}
{{- end -}}
{{- if and $credentials.tke (not $v.serviceAccount.create) (not $v.serviceAccount.name) -}}
{{- fail (printf "%s.tke without serviceAccount.name: the pod would run as the default account of its namespace." $of) -}}
{{- end -}}
{{- end -}}
{{- if and $v.gateway.sandbox (not $v.sandbox.enabled) -}}
{{- fail "gateway.sandbox is set, but sandbox.enabled is not." -}}
{{- end -}}
{{- if and $v.sandbox.enabled $v.gateway.access.grants -}}
{{- fail "sandbox.enabled brings grants of its own, for group:dba and group:reporting: remove gateway.access.grants." -}}
{{- end -}}
{{- if and $v.sandbox.enabled $several -}}
{{- fail "sandbox.enabled with more than one pod: each would have sessions and tokens of its own, and refuse those of the others." -}}
{{- end -}}
{{- if and (eq $v.database.kind "sqlite") $v.autoscaling.enabled -}}
{{- fail "autoscaling.enabled with database.kind sqlite: SQLite belongs to one pod. Use PostgreSQL." -}}
{{- end -}}
{{- if and (eq $v.database.kind "sqlite") (gt (int $v.replicas) 1) -}}
{{- fail "replicas above 1 with database.kind sqlite: SQLite belongs to one pod. Use PostgreSQL." -}}
{{- end -}}
{{- if and (eq $v.database.kind "sqlite") (not $v.persistence.enabled) (not $v.sandbox.enabled) -}}
{{- fail "persistence.enabled is false with database.kind sqlite: the record would be gone with the pod." -}}
{{- end -}}
{{- if and (eq $v.database.kind "sqlite") (or $postgresql.url $postgresql.existingSecret) -}}
{{- fail "database.postgresql is set, but database.kind is sqlite." -}}
{{- end -}}
{{- if and (eq $v.database.kind "postgresql") (not $postgresql.url) -}}
{{- fail "database.postgresql.url is empty." -}}
{{- end -}}
{{- if and (eq $v.database.kind "postgresql") (not $postgresql.existingSecret) -}}
{{- fail "database.postgresql.existingSecret is empty: user and password come from a Secret, never from values." -}}
{{- end -}}
{{- if and (eq $v.database.kind "postgresql") $v.persistence.existingClaim -}}
{{- fail "persistence.existingClaim with database.kind postgresql: nothing would be written to it." -}}
{{- end -}}
{{- if and $v.autoscaling.enabled (gt (int $v.autoscaling.minReplicas) (int $v.autoscaling.maxReplicas)) -}}
{{- fail "autoscaling.minReplicas is above autoscaling.maxReplicas." -}}
{{- end -}}
{{- if and $v.autoscaling.enabled (ne (int $v.replicas) 1) -}}
{{- fail "replicas beside autoscaling.enabled: use autoscaling.minReplicas." -}}
{{- end -}}
{{- if and $v.autoscaling.enabled (not (dig "requests" "cpu" "" $v.resources)) -}}
{{- fail "autoscaling.enabled without resources.requests.cpu: there is nothing to measure the load by." -}}
{{- end -}}
{{- if and (eq (toString $v.podDisruptionBudget.enabled) "true") (le $fewest 1) -}}
{{- fail "podDisruptionBudget.enabled with one pod: there is no other pod to keep." -}}
{{- end -}}
{{- if and (eq (include "gateway.disruptionBudget" .) "true") (not (kindIs "string" $v.podDisruptionBudget.maxUnavailable)) (ge (int $v.podDisruptionBudget.maxUnavailable) $fewest) -}}
{{- fail "podDisruptionBudget.maxUnavailable lets every pod be taken away at once." -}}
{{- end -}}
{{- if and (eq (include "gateway.disruptionBudget" .) "true") (kindIs "string" $v.podDisruptionBudget.maxUnavailable) -}}
{{- $percent := int (trimSuffix "%" $v.podDisruptionBudget.maxUnavailable) -}}
{{- /* Kubernetes rounds up: more than all but one are all. */ -}}
{{- if gt (mul $percent $fewest) (mul 100 (sub $fewest 1)) -}}
{{- fail "podDisruptionBudget.maxUnavailable lets every pod be taken away at once." -}}
{{- end -}}
{{- end -}}
{{- if and $v.ingress.enabled (not $v.ingress.host) -}}
{{- fail "ingress.enabled without ingress.host: it would take the requests of every host." -}}
{{- end -}}
{{- if or (dig "logging" "structured" "format" "console" "" $v.extraSettings) (hasKey $v.extraSettings "logging.structured.format.console") -}}
{{- fail "extraSettings has logging.structured.format.console: set logging.format." -}}
{{- end -}}
{{- range list "server.port" "management.server.port" -}}
{{- if hasKey $v.extraSettings . -}}
{{- fail (printf "extraSettings has %s: the chart's probes and services go by its own." .) -}}
{{- end -}}
{{- end -}}
{{- if contains "PRIVATE KEY-----" (toYaml $v.extraSettings) -}}
{{- fail "extraSettings has a private key, which anybody could read in the ConfigMap: mount it from a Secret with extraVolumes." -}}
{{- end -}}
{{- range $v.extraEnv -}}
{{- if eq .name "JAVA_TOOL_OPTIONS" -}}
{{- fail "extraEnv has JAVA_TOOL_OPTIONS: set jvm.options." -}}
{{- end -}}
{{- if eq .name "LOGGING_STRUCTURED_FORMAT_CONSOLE" -}}
{{- fail "extraEnv has LOGGING_STRUCTURED_FORMAT_CONSOLE: set logging.format." -}}
{{- end -}}
{{- if hasPrefix "SPRING_PROFILES_" .name -}}
{{- fail "extraEnv has SPRING_PROFILES_…: set sandbox.enabled." -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "gateway.disruptionBudget" -}}
{{- $enabled := toString .Values.podDisruptionBudget.enabled -}}
{{- if or (eq $enabled "true") (and (eq $enabled "auto") (gt (int (include "gateway.fewest" .)) 1)) -}}true{{- end -}}
{{- end }}
