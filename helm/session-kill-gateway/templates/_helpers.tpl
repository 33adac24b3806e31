{{- define "gateway.name" -}}
{{- default .Release.Name .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- end }}

{{- define "gateway.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "gateway.podSelector" -}}
{{ include "gateway.selector" . }}
app.kubernetes.io/component: gateway
{{- end }}

{{- define "gateway.labels" -}}
{{ include "gateway.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "gateway.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end }}

{{- define "gateway.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ default (include "gateway.name" .) .Values.serviceAccount.name }}
{{- else -}}
{{ default "default" .Values.serviceAccount.name }}
{{- end -}}
{{- end }}

{{/* The fewest pods that there will be. */}}
{{- define "gateway.fewest" -}}
{{- if .Values.autoscaling.enabled -}}
{{ .Values.autoscaling.minReplicas }}
{{- else -}}
{{ .Values.replicas }}
{{- end -}}
{{- end }}

{{/* "true" when there can be more than one pod. */}}
{{- define "gateway.several" -}}
{{- if or .Values.autoscaling.enabled (gt (int .Values.replicas) 1) -}}true{{- end -}}
{{- end }}

{{/* "true" when a claim holds the database. */}}
{{- define "gateway.claimed" -}}
{{- if and (eq .Values.database.kind "sqlite") .Values.persistence.enabled (not .Values.sandbox.enabled) -}}true{{- end -}}
{{- end }}

{{/* The Secret with the keys of an account, or with those that assume its role; empty where neither is. */}}
{{- define "gateway.keys" -}}
{{- with .credentials -}}{{- default (dig "assume-role" "existingSecret" "" .) .existingSecret -}}{{- end -}}
{{- end }}

{{/* Not empty when an account asks the metadata service of its virtual machine, at the usual place. */}}
{{- define "gateway.asksMachine" -}}
{{- range $_, $account := .Values.gateway.accounts -}}
{{- if and (get $account.credentials "cvm-role") (not (get $account.credentials "metadata-uri")) -}}true{{- end -}}
{{- end -}}
{{- end }}

{{/* The gateway's application.yaml. */}}
{{- define "gateway.settings" -}}
{{- $gateway := deepCopy .Values.gateway -}}
{{- range $name, $account := $gateway.accounts -}}
{{- range list $account.credentials (get $account.credentials "assume-role") -}}
{{- if and . .existingSecret -}}
{{- $_ := set (unset . "existingSecret") "directory" (printf "/etc/gateway/credentials/%s" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if .Values.signingKey.existingSecret -}}
{{- $_ := set $gateway.audit "signing-key" "/etc/gateway/audit/signing-key.pem" -}}
{{- end -}}
{{- range $group, $settings := $gateway -}}
{{- if not $settings -}}{{- $_ := unset $gateway $group -}}{{- end -}}
{{- end -}}
{{- range list "issuers" "grants" "deny" -}}
{{- if not (get $gateway.access .) -}}{{- $_ := unset $gateway.access . -}}{{- end -}}
{{- end -}}
{{- $spring := dict -}}
{{- /* Probes and Prometheus speak plain HTTP there, whatever callers have to speak. */ -}}
{{- $management := dict "server" (dict "port" 9090 "ssl" (dict "enabled" false)) -}}
{{- if eq .Values.database.kind "postgresql" -}}
{{- $_ := set $spring "datasource" (dict "url" .Values.database.postgresql.url) -}}
{{- $_ := set $spring "config" (dict "import" "configtree:/etc/gateway/database/") -}}
{{- else -}}
{{- $_ := set $spring "datasource" (dict "url" "jdbc:sqlite:/data/gateway.db") -}}
{{- $_ := set $management "metrics" (dict "system" (dict "diskspace" (dict "paths" (list "/data")))) -}}
{{- end -}}
{{- $own := dict "gateway" $gateway "spring" $spring "server" (dict "port" 8080) "management" $management -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.extraSettings) $own) -}}
{{- end }}
