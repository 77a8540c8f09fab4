# Completion of ttdt for bash. For one session:  source <(ttdt completion bash)
# For every session to come:
#   mkdir -p ~/.local/share/bash-completion/completions
#   ttdt completion bash > ~/.local/share/bash-completion/completions/ttdt
# or, without the package bash-completion, add the first line to ~/.bashrc.

_ttdt() {
    local line files= cur="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    while IFS= read -r line; do
        case "$line" in
            :files | :folders) files="$line" ;;
            *) COMPREPLY+=("$line") ;;
        esac
    done < <("${1/#\~/$HOME}" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ -n $files ]]; then
        # What bash itself does with files, it does best; version 3 knows only their names.
        if [[ $files == :folders ]]; then compopt -o dirnames 2>/dev/null; else compopt -o default 2>/dev/null; fi
        [[ $? -eq 0 ]] || while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$cur")
    elif [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}

complete -F _ttdt ttdt
